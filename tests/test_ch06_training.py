"""Chapter 6, graded: one step downhill, and the loop that takes it thousands of times.

Single steps are compared number by number, from weights that are set on both sides. Shuffling is
seen through a network that notes each target it is given: any order will do, as long as it is a
fresh one each epoch and comes from the trainer's own generator.
"""

from grading import VECTORS, Code, task

KEEPS = {
    "BackpropNetwork": ["layers: weights biases"],
    "Trainer": ["learning_rate loss_history"],
    "Trainer.train": ["loss_history"],
}

EXAMPLES = 12  # a right order repeats, or is the given one, once in 12! = 479,001,600 times

# A network of 1 input and EXAMPLES outputs that notes where the 1 stands in each target.
RECORDER = Code(
    "type('Recorder', (BackpropNetwork,), {'visited': [], 'backward': lambda self, target: "
    "(self.visited.append(target.index(1)), BackpropNetwork.backward(self, target))[1]})"
    f"([1, {EXAMPLES}])",
    says="a network that notes each target it is given",
)
NOTED = Code(
    f"[([k / 10], [float(i == k) for i in range({EXAMPLES})]) for k in range({EXAMPLES})]",
    says=f"{EXAMPLES} examples, numbered 0 to {EXAMPLES - 1}",
)
NOTED_TWO = Code(
    f"[([k / 10], [float(i == k) for i in range({EXAMPLES})]) for k in range(2)]",
    says="2 examples, numbered 0 and 1",
)
GLOBAL_GENERATOR = Code(
    "type('Global', (), {'state': property(lambda self: sum(random.getstate()[1]))})()",
    says="Python's global generator",
)
HISTORIAN = Code(
    "type('Historian', (BackpropNetwork,), {'loss': lambda self, *given, **named: "
    "(setattr(self, 'noted', len(self.trainer.loss_history)), "
    "BackpropNetwork.loss(self, *given, **named))[1]})([2, 2])",
    says="a network that notes how many losses its trainer has, each time it works out one",
)
# Its loss is finite and large, whichever way chapter 5 takes the logarithm.
RAISED = Code(
    "type('Raised', (BackpropNetwork,), {'loss': lambda self, *given, **named: "
    "1e300 + BackpropNetwork.loss(self, *given, **named)})([2, 2])",
    says="a network whose loss is 1e300 more",
)
XOR = [
    ([0.0, 0.0], [1.0, 0.0]),
    ([0.0, 1.0], [0.0, 1.0]),
    ([1.0, 0.0], [0.0, 1.0]),
    ([1.0, 1.0], [1.0, 0.0]),
]


def pencil_network(pair):
    """Return the lesson's 2-2-2 network, on both sides."""
    network = pair.BackpropNetwork([2, 2, 2])
    network.layers[0].weights = [[0.5, 0.5], [1.0, -1.0]]
    network.layers[0].biases = [0.5, 0.0]
    network.layers[1].weights = [[1.0, -1.0], [0.5, 1.0]]
    network.layers[1].biases = [0.0, 0.0]
    return network


def identity_network(pair, n):
    """Return a network of one layer whose outputs are its n inputs, on both sides."""
    network = pair.BackpropNetwork([n, n])
    network.layers[0].weights = [[1.0 if i == o else 0.0 for i in range(n)] for o in range(n)]
    network.layers[0].biases = [0.0] * n
    return network


def random_network(pair, sizes):
    """Return a network with set weights and set gradients, on both sides."""
    network = pair.BackpropNetwork(sizes)
    for i, n_in in enumerate(sizes[:-1]):
        n_out = sizes[i + 1]
        network.layers[i].weights = pair.random_matrix(n_out, n_in)
        network.layers[i].biases = pair.random_vector(n_out)
        network.layers[i].weight_gradients = pair.random_matrix(n_out, n_in)
        network.layers[i].bias_gradients = pair.random_vector(n_out)
    return network


def look_at(network, *names):
    """Compare what every layer keeps under these names."""
    for i in range(len(network.layers)):
        for name in names:
            getattr(network.layers[i], name)


FAILS = """
def after(trainer, dataset):
    try:
        trainer.train(dataset, 3)
    except ValueError:
        return list(trainer.loss_history)
"""
AFTER_A_FAILURE = Code(
    f"(lambda scope: exec({FAILS!r}, scope) or scope['after'])({{}})",
    says="gives .loss_history once an epoch of train has failed",
)

WEIGHTS_AND_BIASES = Code(
    "lambda layer: [*map(list, layer.weights), list(layer.biases)]",
    says="gives a layer's rows of weights, and its biases",
)


def look_at_trained(trainer, network):
    """Compare the weights and biases the trainer has; they are the given network's own."""
    look_at(trainer.network, "weights", "biases")
    look_at(network, "weights", "biases")


def _short(rows):
    return str([[round(weight, 3) for weight in row] for row in rows])


def epochs_seen(pair, network, count):
    """Return the order of the visits, epoch by epoch, on the learner's side."""
    visited = pair.look(network, "visited")
    epochs = [visited[k * EXAMPLES : (k + 1) * EXAMPLES] for k in range(count)]
    for epoch in epochs:
        pair.expect(
            sorted(epoch) == list(range(EXAMPLES)),
            expected=f"each of the {EXAMPLES} examples once in an epoch",
            got=f"examples {epoch}",
        )
    return epochs


@task("sgd_update")
def test_sgd_update_moves_every_weight_and_bias_against_its_gradient(pair):
    network = pair.BackpropNetwork([2, 1])
    network.layers[0].weights = [[1.0, 2.0]]
    network.layers[0].biases = [0.25]
    network.layers[0].weight_gradients = [[0.5, -1.0]]
    network.layers[0].bias_gradients = [2.0]
    pair.sgd_update(network, 0.5)
    assert network.layers[0].weights == [[0.75, 2.5]]  # 1 - 0.5·0.5, 2 + 0.5·1
    assert network.layers[0].biases == [-0.75]  # 0.25 - 0.5·2
    assert network.layers[0].weight_gradients == [[0.5, -1.0]]
    assert network.layers[0].bias_gradients == [2.0]
    pair.sgd_update(network, 0.5)  # one more step like the first
    assert network.layers[0].weights == [[0.5, 3.0]]
    assert network.layers[0].biases == [-1.75]
    pair.sgd_update(network, 0.0)  # no step
    assert network.layers[0].weights == [[0.5, 3.0]]
    assert network.layers[0].biases == [-1.75]


@task("sgd_update")
def test_sgd_update_moves_every_layer(pair):
    for sizes, learning_rate in (([3, 2], 0.1), ([2, 3, 4], 2), ([1, 70, 1, 2, 3, 1], 0.03)):
        network = random_network(pair, sizes)
        pair.sgd_update(network, learning_rate)
        look_at(network, "weights", "biases")


@task("sgd_update")
def test_sgd_update_of_any_numbers(pair):
    network = pair.BackpropNetwork([1, 3, 10])
    first, layer = network.layers[0], network.layers[1]
    first.weights = [[1], [-2], [0.5]]
    first.weight_gradients, first.bias_gradients = [[0], [0], [0]], [0, 0, 0]
    numbers = pair.named("numbers", WEIGHTS_AND_BIASES)
    gradients = [1, -2, 1, 0, 0.5, -0.5, 4e4, -4e4, 1e-9, -1e-9]  # together 0
    for learning_rate, factor in ((25, 1), (1e-10, 1), (3, 1e-15), (0.5, 1e200)):
        layer.weight_gradients = [[factor * x for x in row] for row in VECTORS]
        layer.bias_gradients = [factor * x for x in gradients]
        layer.weights, layer.biases = [[0, 0, 0] for _ in VECTORS], [0] * 10
        pair.sgd_update(network, learning_rate)
        look_at(network, "weights", "biases")
        pair.close(numbers, layer)  # by ratio: a tiny step is a step, too


@task("sgd_update")
def test_sgd_update_leaves_the_gradients_as_they_are(pair):
    network = pair.BackpropNetwork([2, 1])
    network.layers[0].weight_gradients = [[0.5, -1.0]]
    network.layers[0].bias_gradients = [2.0]
    pair.sgd_update(network, 0.5)
    assert network.layers[0].weight_gradients == [[0.5, -1.0]]
    assert network.layers[0].bias_gradients == [2.0]


@task("sgd_update")
def test_sgd_update_lowers_the_loss(pair):
    network = pencil_network(pair)
    before = network.loss([1.0, 2.0], [0.0, 1.0])
    network.backward([0.0, 1.0])
    pair.sgd_update(network, learning_rate=0.1)
    look_at(network, "weights", "biases")
    assert network.loss([1.0, 2.0], [0.0, 1.0]) < before


@task("clip_gradients")
def test_clip_gradients_shortens_long_gradients_and_returns_the_norm_before(pair):
    network = pair.BackpropNetwork([2, 1])
    network.layers[0].weight_gradients = [[2.0, -1.0]]
    network.layers[0].bias_gradients = [-2.0]
    weights = pair.look(network.layers[0], "weights")
    assert pair.clip_gradients(network, 1.5) == 3  # √(2² + 1² + 2²)
    weights_after = pair.look(network.layers[0], "weights")
    pair.expect(
        weights_after == weights,
        expected=f"the weights as they were: {_short(weights)}",
        got=_short(weights_after),
        cause="Clipping should change the gradients alone.",
    )
    assert network.layers[0].weight_gradients == [[1.0, -0.5]]  # times 1.5 / 3
    assert network.layers[0].bias_gradients == [-1.0]
    network.layers[0].weight_gradients = [[-1.0, 2.0]]
    network.layers[0].bias_gradients = [2.0]
    assert pair.clip_gradients(network, 1.5) == 3  # others, as long as the first
    look_at(network, "weight_gradients", "bias_gradients")
    assert pair.clip_gradients(network, 1.5) == 1.5
    for gradients, max_norm in (
        ([3e6, -4e6], 2.5),
        ([3e-10, 4e-10], 1e-10),
        ([3.0, 4.0], 4.9999999),
        ([3e-14, 4e-14], 1e-14),
        ([3e100, -4e100], 2.5e50),
    ):
        network.layers[0].weight_gradients = [gradients]
        network.layers[0].bias_gradients = [0.0]
        pair.close(pair.clip_gradients, network, max_norm)
        look_at(network, "weight_gradients", "bias_gradients")
        pair.close(pair.clip_gradients, network, Code("math.inf"))  # now max_norm, by ratio


@task("clip_gradients")
def test_clip_gradients_measures_all_layers_together(pair):
    network = pair.BackpropNetwork([1, 2, 1, 1])  # the layers' own norms are 2, 6 and 3
    network.layers[0].weight_gradients = [[1.0], [1.0]]  # equal rows
    network.layers[0].bias_gradients = [1.0, -1.0]
    network.layers[1].weight_gradients = [[4.0, -4.0]]
    network.layers[1].bias_gradients = [2.0]
    network.layers[2].weight_gradients = [[3.0]]
    network.layers[2].bias_gradients = [0.0]
    assert pair.clip_gradients(network, 3.5) == 7  # √(4 + 36 + 9)
    assert network.layers[1].weight_gradients == [[2.0, -2.0]]  # times 3.5 / 7
    look_at(network, "weight_gradients", "bias_gradients")
    for sizes, max_norm in (([3, 2], 1), ([2, 3, 4], 0.5), ([3, 1, 1, 2, 1, 4], 6.0)):
        network = random_network(pair, sizes)
        pair.clip_gradients(network, max_norm)
        look_at(network, "weight_gradients", "bias_gradients", "weights", "biases")


@task("clip_gradients")
def test_clip_gradients_leaves_short_gradients_alone(pair):
    network = pair.BackpropNetwork([2, 1])
    network.layers[0].weight_gradients = [[3.0, 0.0]]
    network.layers[0].bias_gradients = [4.0]
    for max_norm in (10, 5, Code("math.inf")):
        assert pair.clip_gradients(network, max_norm) == 5
        look_at(network, "weight_gradients", "bias_gradients")
    network.layers[0].bias_gradients = [0.0]
    for gradient, max_norm in ((0.003, 0.005), (3e-10, 1e-7), (3.21e-14, 4e-14), (3e100, 4e100)):
        network.layers[0].weight_gradients = [[gradient, 0.0]]
        pair.close(pair.clip_gradients, network, max_norm)
        look_at(network, "weight_gradients", "bias_gradients")
    network.layers[0].weight_gradients = [[0.0003, 0.0007]]
    pair.clip_gradients(network, 0.005)  # √58 ten-thousandths, which no few decimals hold
    network.layers[0].weight_gradients = [[0.0, 0.0]]
    assert pair.clip_gradients(network, 1.0) == 0
    look_at(network, "weight_gradients", "bias_gradients")


@task("clip_gradients")
def test_clip_gradients_refuses_a_max_norm_that_is_not_above_0(pair):
    network = random_network(pair, [2, 2])
    for max_norm in (0, -1.5, -1e-14):
        pair.refuses(pair.clip_gradients, network, max_norm)
    look_at(network, "weight_gradients", "bias_gradients")
    network.layers[0].weight_gradients = [[0.0, 0.0], [0.0, 0.0]]
    network.layers[0].bias_gradients = [0.0, 0.0]
    pair.refuses(pair.clip_gradients, network, 0)  # whose norm isn't above it


@task("Trainer")
def test_trainer_keeps_the_network_and_the_learning_rate(pair):
    network = pencil_network(pair)
    trainer = pair.Trainer(network)
    assert trainer.learning_rate == 0.1
    assert trainer.loss_history == []
    look_at(trainer.network, "weights", "biases")
    trainer = pair.Trainer(network, 10, 3)
    assert trainer.learning_rate == 10


@task("Trainer")
def test_train_step_returns_the_loss_before_its_update(pair):
    network = pencil_network(pair)
    network.loss([2.0, 1.0], [1.0, 0.0])
    network.backward([1.0, 0.0])  # gradients of an example before
    trainer = pair.Trainer(network, learning_rate=0.5)
    loss = trainer.train_step([1.0, 2.0], [0.0, 1.0])
    assert round(loss, 4) == 1.3133  # -log 0.2689
    look_at_trained(trainer, network)
    trainer.train_step([2.0, -1.0], [1.0, 0.0])
    look_at_trained(trainer, network)
    assert trainer.loss_history == []  # its numbers are means of whole epochs


@task("Trainer")
def test_train_step_takes_a_step_for_every_finite_loss(pair):
    network = identity_network(pair, 2)
    trainer = pair.Trainer(network, learning_rate=100)
    for logit in (15.0, 24.0, 30.0):  # sure, and right: the loss is e⁻¹⁵, e⁻²⁴, e⁻³⁰
        trainer.train_step([logit, 0.0], [1.0, 0.0])
        look_at_trained(trainer, network)
    network = identity_network(pair, 2)
    network.layers[0].weights = [[1e-9, 0.0], [0.0, 1e-9]]
    trainer = pair.Trainer(network)
    # Sure, and wrong: the loss is 25, with a floor of 1e-12 under p and without.
    trainer.train_step([2.5e10, 0.0], [0.0, 1.0])  # long gradients, which nothing clips
    look_at_trained(trainer, network)
    trainer.train_step([0.0, 8e11], [0.0, 1.0])  # sure, and right: the loss is 0
    look_at_trained(trainer, network)
    look_at(network, "bias_gradients")  # and so are these, as backward sets them
    network = pair.named(pair._name("BackpropNetwork"), RAISED)
    network.layers[0].weights = [[0.5, -0.5], [1.0, 0.25]]
    trainer = pair.Trainer(network)
    trainer.train_step([1.0, 2.0], [0.0, 1.0])
    look_at_trained(trainer, network)


@task("Trainer")
def test_train_epoch_returns_the_mean_loss(pair):
    network = pencil_network(pair)
    trainer = pair.Trainer(network, learning_rate=0.5)
    trainer.train_epoch([([1.0, 2.0], [0.0, 1.0])])
    look_at_trained(trainer, network)
    assert trainer.loss_history == []  # train adds to it
    trainer.train_epoch([([1.0, 2.0], [1.0, 0.0])])  # another dataset of the same length
    trainer.train_epoch(Code("[([1.0, 2.0], [1.0, 0.0])] * 3"))  # one example three times
    look_at_trained(trainer, network)
    dataset = pair.named("dataset", [([1.0, 2.0], [0.0, 1.0])])
    trainer.train_epoch(dataset)
    dataset[0] = ([2.0, -1.0], [1.0, 0.0])
    trainer.train_epoch(dataset)
    look_at_trained(trainer, network)
    trainer = pair.Trainer(pencil_network(pair), learning_rate=0.0)
    trainer.train_epoch([([1.0, 2.0], [0.0, 1.0]), ([2.0, 0.0], [1.0, 0.0])])


@task("Trainer")
def test_train_adds_one_mean_loss_for_each_epoch_to_the_history(pair):
    trainer = pair.Trainer(pencil_network(pair), learning_rate=0.0)
    assert len(trainer.train(XOR, 2)) == 2
    assert len(trainer.loss_history) == 2
    assert len(trainer.train(XOR, 1)) == 3  # a second call goes on
    assert len(trainer.train(XOR, 0)) == 3
    assert len(trainer.loss_history) == 3
    network = pencil_network(pair)
    trainer = pair.Trainer(network, learning_rate=0.5)
    history = trainer.train([([1.0, 2.0], [0.0, 1.0])] * 2, epochs=3)
    assert history[2] < history[1] < history[0]
    look_at_trained(trainer, network)


@task("Trainer", once=True)  # long, and shorter ones of train run twice
def test_train_goes_on_to_the_last_epoch_at_the_rate_it_was_given(pair):
    network = pencil_network(pair)
    trainer = pair.Trainer(network, learning_rate=0.5)
    losses = trainer.train([([1.0, 2.0], [0.0, 1.0])], 240)
    assert losses[-1] < 0.001
    assert trainer.learning_rate == 0.5
    look_at_trained(trainer, network)
    trainer = pair.Trainer(network, learning_rate=0.125)
    trainer.train([([1.0, 2.0], [1.0, 0.0])] * 3, 60)
    look_at_trained(trainer, network)
    trainer.train([([1.0, 2.0], [0.0, 1.0])] * 130, 1)
    look_at_trained(trainer, network)
    # Sure, and right: the loss is 0. Then sure, and wrong.
    trainer = pair.Trainer(identity_network(pair, 2), learning_rate=0.0)
    trainer.train([([40.0, 0.0], [1.0, 0.0])], 60)
    trainer.train([([20.0, 0.0], [0.0, 1.0])], 3)
    network = pair.BackpropNetwork([1, 1, 1, 1, 1, 2], "tanh")
    for i in range(4):
        network.layers[i].weights = [[0.75]]
    network.layers[4].weights = [[1.0], [-1.0]]
    trainer = pair.Trainer(network, learning_rate=0.5)
    trainer.train([([1.5], [0.0, 1.0])], 2)
    look_at_trained(trainer, network)


@task("Trainer")
def test_the_rate_can_be_changed_between_steps(pair):
    network = pencil_network(pair)
    trainer = pair.Trainer(network, learning_rate=0.5)
    trainer.train_step([1.0, 2.0], [0.0, 1.0])
    trainer.learning_rate = 0.03
    trainer.train_step([1.0, 2.0], [0.0, 1.0])
    look_at_trained(trainer, network)
    trainer.learning_rate = 0
    trainer.train([([1.0, 2.0], [0.0, 1.0])], 2)
    look_at_trained(trainer, network)


@task("Trainer")
def test_train_epoch_visits_every_example_once_in_a_shuffled_order(pair):
    pair.named("seeded", Code("random.seed(1)"))
    dataset = pair.named("dataset", NOTED)
    network = pair.named("network", RECORDER)
    trainer = pair.Trainer(network, seed=5)
    pair.drawn(trainer.train_epoch, dataset)
    for k in range(EXAMPLES):
        dataset[k]  # the caller's list is as it was
    (epoch,) = epochs_seen(pair, network, 1)
    pair.expect(
        epoch != sorted(epoch),
        expected="a shuffled order",
        got="the examples in the order given",
        cause="Without shuffling, the last examples of the list have the last word every time.",
    )
    pair.drawn(trainer.train_epoch, dataset)
    pair.drawn(trainer.train, dataset, 2)
    orders = epochs_seen(pair, network, 4)
    pair.expect(
        len({tuple(order) for order in orders}) == 4,
        expected="a fresh order in each epoch",
        got="the order of an earlier epoch again",
        cause="One generator, made in __init__, should go on from epoch to epoch.",
    )
    pair.drawn(trainer.train, dataset, 36)
    orders = epochs_seen(pair, network, 40)
    for k in range(EXAMPLES):
        places = [order.index(k) for order in orders]
        pair.expect(
            min(places) < EXAMPLES / 2 <= max(places),
            expected=f"example {k} early in some of 40 epochs and late in others",
            got=f"it always comes in places {min(places)} to {max(places)}",
            cause="Shuffle the whole list.",
        )
    in_cycle = [order[order.index(0) :] + order[: order.index(0)] for order in orders]
    pair.expect(
        any(cycle != in_cycle[0] for cycle in in_cycle),
        expected="other examples after one another in other epochs",
        got="the same cycle of examples in 40 epochs, begun at one or another",
        cause="Shuffle the whole list.",
    )
    two = pair.named("two", NOTED_TWO)
    pair.drawn(trainer.train, two, 40)
    visited = pair.look(network, "visited")[-80:]
    pair.expect(
        {tuple(visited[i : i + 2]) for i in range(0, 80, 2)} == {(0, 1), (1, 0)},
        expected="two examples now in one order, now in the other, in 40 epochs",
        got=f"examples {visited[:8]} and so on",
    )


@task("Trainer")
def test_the_order_comes_from_the_seed_alone(pair):
    dataset = pair.named("dataset", NOTED)
    generator = pair.named("generator", GLOBAL_GENERATOR)

    def orders(elsewhere, **seed):
        network = pair.named("network", RECORDER)
        trainer = pair.Trainer(network, **seed)
        pair.Trainer(network, seed=9)  # whose generator is its own
        pair.named("seeded", Code(f"random.seed({elsewhere})"))
        before = pair.look(generator, "state")
        pair.drawn(trainer.train, dataset, 2)
        pair.expect(
            pair.look(generator, "state") == before,
            expected="Python's global generator left alone",
            got="numbers drawn from it",
            cause="Shuffle with the trainer's own random.Random(seed), not with random itself.",
        )
        return epochs_seen(pair, network, 2)

    of_seed_1 = orders(1, seed=1)
    pair.expect(
        orders(2, seed=1) == of_seed_1,
        expected="the same orders from seed 1 as another trainer of seed 1 had",
        got="other orders",
        cause="Draw them from one random.Random(seed), made in __init__.",
    )
    of_seed_0 = orders(1, seed=0)
    pair.expect(
        of_seed_0 != of_seed_1,
        expected="other orders from seed 0 than from seed 1",
        got="the same orders",
        cause="The order should come from the seed: make random.Random(seed) in __init__.",
    )
    pair.expect(
        orders(1) == of_seed_0,
        expected="the orders of seed 0 where no seed is given",
        got="other orders",
        cause="Where no seed is given, it should be 0.",
    )


@task("Trainer", seconds=60)
def test_trainer_learns_xor(pair):
    network = pair.BackpropNetwork([2, 4, 2], hidden_activation="tanh")
    network.layers[0].weights = [[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [0.5, 0.5]]
    network.layers[0].biases = [-0.5, 0.0, 0.0, -1.0]
    network.layers[1].weights = [[0.1, -0.2, 0.2, 0.1], [-0.1, 0.2, 0.1, -0.2]]
    network.layers[1].biases = [0.0, 0.0]
    trainer = pair.Trainer(network, learning_rate=0.5)
    history = pair.drawn(trainer.train, XOR, 60)
    pair.expect(
        history[-1] < 0.2 < history[0],
        expected="a mean loss below 0.2 after 60 epochs of XOR",
        got=f"{history[0]:.3f} in the first epoch, {history[-1]:.3f} in the last",
        cause="Each step has to take loss, backward and update of one and the same example.",
        losses=history,
    )


@task("Trainer")
def test_train_epoch_refuses_an_empty_dataset(pair):
    trainer = pair.Trainer(pencil_network(pair))
    pair.refuses(trainer.train_epoch, [])


@task("Trainer")
def test_train_step_refuses_a_loss_that_is_not_finite(pair):
    network = identity_network(pair, 2)
    network.layers[0].weights = [[1e300, 0.0], [0.0, 1e300]]
    trainer = pair.Trainer(network, learning_rate=0.5)
    # Both outputs are infinite, and inf - inf is nan.
    pair.refuses(trainer.train_step, [1e10, 1e10], [0.0, 1.0], naming=("nan", "smaller", "rate"))
    look_at_trained(trainer, network)
    target = [Code("math.inf"), 0.0]
    pair.refuses(trainer.train_step, [-1.0, 0.0], target, naming=("inf", "smaller", "rate"))
    look_at_trained(trainer, network)
    pair.refuses(trainer.train, [([1e10, 1e10], [0.0, 1.0])], 2, naming=("nan", "smaller", "rate"))


@task("Trainer")
def test_train_keeps_the_losses_of_the_epochs_before_one_that_fails(pair):
    network = identity_network(pair, 2)
    trainer = pair.Trainer(network, learning_rate=1e308)  # inf - inf is nan in the second epoch
    after = pair.named("after", AFTER_A_FAILURE)
    assert len(after(trainer, [([2.0, 2.0], [0.0, 1.0])])) == 1


@task("Trainer")
def test_train_keeps_each_loss_before_the_next_epoch_begins(pair):
    network = pair.named("network", HISTORIAN)
    network.layers[0].weights = [[0.5, -0.5], [1.0, 0.25]]
    trainer = pair.Trainer(network)
    network.trainer = trainer
    trainer.train([([1.0, 2.0], [0.0, 1.0])] * 2, 3)
    noted = pair.look(network, "noted")
    pair.expect(
        noted == 2,
        expected="2 losses in .loss_history during the third epoch",
        got=f"{noted}",
        cause="Append each mean loss as its epoch ends, before the next one begins.",
    )


@task("accuracy")
def test_accuracy_is_the_share_whose_largest_output_is_right(pair):
    network = identity_network(pair, 3)
    a, b, c = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]
    assert pair.accuracy(network, [([0.1, 0.2, 0.3], c)]) == 1
    assert pair.accuracy(network, [([5.0, 0.4, 2.0], b)]) == 0
    dataset = [(a, a), (b, b), (c, c), ([1.0, -1.0, 0.0], c), ([3.0, 0.0, 2.0], b)]
    assert pair.accuracy(network, dataset) == 0.6  # 3 of 5
    dataset = [([5.0, 1.0, 2.0], a), ([5.0, 0.4, 2.0], b), ([0.1, 0.2, 0.3], c)]
    assert pair.accuracy(network, dataset) == 2 / 3
    assert pair.accuracy(network, dataset[2:]) == 1
    assert pair.accuracy(network, dataset[1:2]) == 0


@task("accuracy")
def test_accuracy_of_outputs_that_are_close_and_of_examples_that_come_twice(pair):
    network = identity_network(pair, 3)
    a, b = [1, 0, 0], [0, 1, 0]
    assert pair.accuracy(network, [([1000.0, -1000.0, 0.0], a), ([-2000, -1000, -3000], b)]) == 1
    assert pair.accuracy(network, [(a, a), (b, b)] * 65 + [(a, b)] * 130) == 0.5
    same = Code("[([1, 0, 0], [1, 0, 0])] * 3 + [([1, 0, 0], [0, 1, 0])]")  # one, three times
    assert pair.accuracy(network, same) == 0.75
    close = [1.0, 1.0000000000001, 0.0]
    assert pair.accuracy(network, [(close, b)]) == 1
    assert pair.accuracy(network, [(close, a)]) == 0
    assert pair.accuracy(network, [(close, b), (close, b), (close, b), (close, a)]) == 0.75


@task("accuracy")
def test_accuracy_of_a_network_with_many_outputs(pair):
    network = pair.BackpropNetwork([1, 300])
    network.layers[0].biases = [0] * 299 + [9]
    assert pair.accuracy(network, [([0], [0] * 299 + [1])]) == 1


@task("accuracy")
def test_accuracy_of_negative_outputs(pair):
    network = identity_network(pair, 3)
    a, b, c = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]
    dataset = [
        ([-5.0, -1.0, -2.0], b),
        ([-5.0, -9.0, -2.0], c),
        ([-1.0, -2.0, -3.0], b),
        ([-3.0, -2.0, -1.0], a),
        ([-1.0, -2.0, -3.0], a),
    ]
    assert pair.accuracy(network, dataset) == 0.6
    for far in (3e6, 3e11, 1e300):  # below any number that a search would begin with
        dataset = [([-far, -far / 2, -far], b), ([-far / 2, -far, -far], b)]
        assert pair.accuracy(network, dataset) == 0.5


@task("accuracy")
def test_accuracy_of_a_network_with_a_hidden_layer(pair):
    network = pencil_network(pair)
    network.layers[0].bias_gradients = [1.0, 2.0]
    no, yes = [1.0, 0.0], [0.0, 1.0]  # the outputs are (0.5, 0.25), (1, 0.5), (2.5, 2.75), …
    dataset = [([0.0, 0.0], no), ([0.0, 1.0], yes), ([2.0, 0.0], yes), ([1.0, 1.0], no)]
    assert pair.accuracy(network, dataset) == 0.75
    assert pair.accuracy(network, dataset[:3]) == 2 / 3
    assert pair.accuracy(network, [([1.0, 2.0], no)]) == 1  # the outputs are 2 and 1
    look_at(network, "weights", "biases")
    assert network.layers[0].bias_gradients == [1.0, 2.0]


@task("accuracy")
def test_accuracy_refuses_an_empty_dataset(pair):
    network = identity_network(pair, 2)
    pair.refuses(pair.accuracy, network, [])
