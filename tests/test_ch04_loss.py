"""Chapter 4, graded: softmax, one-hot targets and losses.

Each test reads as a line of the specification. `pair` runs your function and ours on the same
arguments and compares the two; `pair.refuses` demands a ValueError.
"""

import math

from grading import FAR, PAIRS, VECTORS, Code, task


@task("softmax")
def test_softmax_shares_one_by_powers_of_e(pair):
    # e² = 7.389 and e¹ = 2.718, together 10.107: 7.389 / 10.107 and 2.718 / 10.107
    shares = pair.softmax([2.0, 1.0])
    assert [round(p, 4) for p in shares] == [0.7311, 0.2689]
    # e⁰ = 1 beside e^log 3 = 3, together 4
    shares = pair.softmax([0.0, math.log(3)])
    assert [round(p, 4) for p in shares] == [0.25, 0.75]
    pair.softmax([-1.0, 3.0, 0.5])
    pair.softmax([4, 3, 2, 1])


@task("softmax")
def test_softmax_of_equal_logits_is_even(pair):
    quarters = [0.25, 0.25, 0.25, 0.25]  # and nothing is added below the line
    assert pair.close(pair.softmax, [0.0, 0.0, 0.0, 0.0], rel_tol=1e-13) == quarters
    pair.softmax([-7.5, -7.5])
    pair.softmax([709.5, 709.5, 709.5])  # e^709.5 is a number yet, and three of them are none
    assert pair.close(pair.softmax, [3.0], rel_tol=1e-13) == [1.0]


@task("softmax")
def test_softmax_takes_any_finite_logits(pair):
    assert pair.softmax([1000.0, 999.0]) == pair.softmax([1.0, 0.0])  # 999 less changes nothing
    pair.softmax([-1000.0, -1001.0])
    assert pair.softmax([1000.0, -1000.0]) == [1.0, 0.0]
    pair.softmax([-744.0, -745.0])  # and these have hardly a digit left
    assert pair.softmax([1000.0, 0.0, 1000.0]) == [0.5, 0.0, 0.5]
    assert pair.softmax([3e9, 30.0, 4e9, -1e6]) == [0.0, 0.0, 1.0, 0.0]
    assert pair.softmax([1e15, 1e15]) == [0.5, 0.5]
    for far in FAR:
        pair.close(pair.softmax, [far, far - 1], rel_tol=1e-9)
        pair.close(pair.softmax, [-far - 1, -far, -far], rel_tol=1e-9)
        pair.close(pair.softmax, [0.0, far, -far], abs_tol=1e-15)
        pair.softmax([-far, 0.0])
    for n in (2, 5, 26):
        pair.softmax(pair.random_vector(n))
    for logits in ([0, -25.5], [3, -17, 3], [-30, 0.5, 0], [60.0, 59.0, 0.0], [-700.0, 0]):
        pair.close(pair.softmax, logits, rel_tol=1e-6)  # small shares are not 0


@task("softmax", once=True)
def test_softmax_of_any_numbers(pair):
    for logits in VECTORS:
        pair.softmax(logits)
    pair.softmax(pair.named("logits", Code("[k % 7 - 3.0 for k in range(512)]")))
    pair.softmax(pair.named("logits", Code("[0.0] * 99 + [1000.0]")))


@task("softmax")
def test_softmax_refuses_an_empty_list(pair):
    pair.refuses(pair.softmax, [])


@task("one_hot")
def test_one_hot_has_a_single_one_at_the_index(pair):
    assert pair.one_hot(1, 4) == [0.0, 1.0, 0.0, 0.0]
    assert pair.one_hot(0, 3) == [1.0, 0.0, 0.0]
    assert pair.one_hot(4, 5) == [0.0, 0.0, 0.0, 0.0, 1.0]
    assert pair.one_hot(0, 1) == [1.0]
    pair.one_hot(25, 26)
    pair.one_hot(1099, 1100)
    for index in (0, 3, 1, 2, 3):
        pair.one_hot(index, 4)  # each call has a list of its own


@task("one_hot")
def test_one_hot_refuses_an_index_outside_the_list(pair):
    pair.refuses(pair.one_hot, 7, 3)
    pair.refuses(pair.one_hot, 3, 3)
    pair.refuses(pair.one_hot, -1, 3)
    pair.refuses(pair.one_hot, -4, 3)
    pair.refuses(pair.one_hot, 0, 0)


@task("cross_entropy_loss")
def test_cross_entropy_loss_is_minus_the_log_of_the_right_probability(pair):
    # -(1·log 0.3 + 0·log 0.1 + 0·log 0.6) = -log 0.3
    assert round(pair.cross_entropy_loss([0.3, 0.1, 0.6], [1.0, 0.0, 0.0]), 4) == 1.204
    assert round(pair.cross_entropy_loss([0.7311, 0.2689], [0.0, 1.0]), 4) == 1.3134
    pair.cross_entropy_loss([0.2, 0.1, 0.05, 0.65], [0.0, 0.0, 1.0, 0.0])
    assert pair.cross_entropy_loss([1.0], [1.0]) == 0
    assert pair.cross_entropy_loss([0.0, 1.0, 0.0], [0.0, 1.0, 0.0]) == 0


@task("cross_entropy_loss")
def test_cross_entropy_loss_counts_a_probability_below_the_floor_as_the_floor(pair):
    assert round(pair.cross_entropy_loss([1.0, 0.0], [0.0, 1.0]), 3) == 27.631  # -log 1e-12
    pair.cross_entropy_loss([1e-20, 1.0], [0.5, 0.5])  # each by itself
    # Above the floor a probability counts as it is.
    assert round(pair.cross_entropy_loss([2e-12, 1.0], [1.0, 0.0]), 3) == 26.938  # -log 2e-12
    pair.cross_entropy_loss([1.0, 1e-6], [0, 1])


@task("cross_entropy_loss")
def test_cross_entropy_loss_adds_up_over_a_shared_target(pair):
    # -(0.5·log 0.2 + 0.25·log 0.3 + 0.25·log 0.5)
    assert round(pair.cross_entropy_loss([0.2, 0.3, 0.5], [0.5, 0.25, 0.25]), 4) == 1.279
    pair.cross_entropy_loss([0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1])
    pair.close(pair.cross_entropy_loss, [0.25, 0.25, 0.5], [0, 0, 1])
    pair.close(pair.cross_entropy_loss, [1 / 3, 1 / 3, 1 / 3], [1 / 3, 1 / 3, 1 / 3])
    p = 0.9999999655  # and the loss is about 3.45e-8
    pair.close(pair.cross_entropy_loss, [p, 1 - p], [1, 0], rel_tol=1e-6)
    pair.close(pair.cross_entropy_loss, [1e-9, 0.5, 0.5], [0.05, 0.95, 0])
    tiny = [1.0, 0.0], [1 - 1e-9, 1e-9]  # 1e-9 · 27.631
    pair.close(pair.cross_entropy_loss, *tiny, abs_tol=1e-15)  # a product of powers will do
    even = pair.named("even", Code("[1 / 512] * 512"))
    pair.cross_entropy_loss(even, even)


@task("cross_entropy_loss")
def test_cross_entropy_loss_refuses_unequal_lengths(pair):
    pair.refuses(pair.cross_entropy_loss, [0.5, 0.5], [0.0, 1.0, 0.0], naming=(2, 3))
    pair.refuses(pair.cross_entropy_loss, [0.25] * 4 + [0.0] * 3, [0.5, 0.5, 0], naming=(7, 3))
    pair.refuses(pair.cross_entropy_loss, [0.5, 0.3, 0.15, 0.05], [0.0, 0.0], naming=(4, 2))
    pair.refuses(pair.cross_entropy_loss, [0.5], [0.0, 7.5], naming=(1, 2))
    pair.refuses(pair.cross_entropy_loss, [], [0.0, 0.0], naming=(2,))
    pair.refuses(pair.cross_entropy_loss, [0.5, 0.5], [], naming=(2,))


@task("cross_entropy_loss")
def test_cross_entropy_loss_of_nan_is_nan(pair):
    for predicted, target in (
        ("[math.nan, math.nan]", [0.0, 1.0]),
        ("[0.5, math.nan]", [0.0, 1.0]),
        ("[math.nan, 0.5]", [1.0, 0.0]),
    ):
        loss = pair.drawn(pair.cross_entropy_loss, Code(predicted), target)
        pair.expect(
            math.isnan(loss),
            expected="nan: a NaN must not become an ordinary loss",
            got=f"{loss:.6g}",
            cause="No < or > is true of NaN. max(p, 1e-12), in this order, keeps the NaN.",
        )


@task("cross_entropy_from_logits")
def test_cross_entropy_from_logits_is_the_log_of_the_sum_less_the_right_logit(pair):
    # log(e² + e¹) - 1 = log 10.107 - 1 = 2.3133 - 1
    assert round(pair.cross_entropy_from_logits([2.0, 1.0], [0.0, 1.0]), 4) == 1.3133
    # log(e⁰ + e^log 3) - log 3 = log 4 - log 3
    assert round(pair.cross_entropy_from_logits([0.0, math.log(3)], [0.0, 1.0]), 4) == 0.2877
    # log(3·e⁵) - 5 = log 3
    assert round(pair.cross_entropy_from_logits([5.0, 5.0, 5.0], [1.0, 0.0, 0.0]), 4) == 1.0986
    assert pair.cross_entropy_from_logits([4.0], [1.0]) == 0
    pair.cross_entropy_from_logits([0.5, -1.5, 3.0, 2.0], [0.0, 0.0, 1.0, 0.0])
    pair.cross_entropy_from_logits([-2, -1, -3], [0, 0, 1])


@task("cross_entropy_from_logits")
def test_cross_entropy_from_logits_takes_large_logits(pair):
    # With the largest taken away, [0, -1]: log(1 + e⁻¹) + 1
    assert round(pair.cross_entropy_from_logits([1000.0, 999.0], [0.0, 1.0]), 4) == 1.3133
    pair.cross_entropy_from_logits([-1000.0, -1001.0], [1.0, 0.0])
    pair.cross_entropy_from_logits([-5.0, 800.0, 798.0], [0.0, 0.0, 1.0])
    pair.cross_entropy_from_logits([1000.0, -1000.0], [1.0, 0.0])
    for far in FAR:
        pair.cross_entropy_from_logits([far, far - 1], [0.0, 1.0])
        pair.cross_entropy_from_logits([-far, -far - 1], [1.0, 0.0])
        pair.cross_entropy_from_logits([0.0, -far, far], [0.0, 1.0, 0.0])
        # The probability is e^-far, with no or few digits; and 1 less that, where the loss is tiny.
        pair.cross_entropy_from_logits([0.0, -far], [0.0, 1.0])
        pair.close(pair.cross_entropy_from_logits, [0.0, -far], [1.0, 0.0], abs_tol=1e-14)
    for n in (2, 5, 26):
        pair.cross_entropy_from_logits(pair.random_vector(n), [0.0] * (n - 1) + [1.0])


@task("cross_entropy_from_logits")
def test_cross_entropy_from_logits_has_no_floor(pair):
    # The probability is e⁻³⁰, about 1e-13, and minus its log is 30.
    assert round(pair.cross_entropy_from_logits([0.0, -30.0], [0.0, 1.0]), 9) == 30.0
    assert pair.cross_entropy_from_logits([0.0, -1000.0], [0.0, 1.0]) == 1000.0  # p: 0.0
    pair.cross_entropy_from_logits([60.0, 25.0, -15.5], [0.0, 0.0, 1.0])
    for logits in VECTORS:
        pair.close(pair.cross_entropy_from_logits, logits, [0, 1, 0])


@task("cross_entropy_from_logits")
def test_cross_entropy_from_logits_adds_up_over_a_shared_target(pair):
    # log(e² + e¹ + e⁰) - (0.5·2 + 0.25·1 + 0.25·0) = 2.4076 - 1.25
    loss = pair.cross_entropy_from_logits([2.0, 1.0, 0.0], [0.5, 0.25, 0.25])
    assert round(loss, 4) == 1.1576
    pair.cross_entropy_from_logits([0.5, -1.0, 2.0, 0.25], [0.4, 0.3, 0.2, 0.1])
    pair.cross_entropy_from_logits([-100.0, 300.0], [0.03, 0.97])
    logits = pair.named("logits", Code("[k % 7 - 3.0 for k in range(511)] + [1000.0]"))
    pair.cross_entropy_from_logits(logits, pair.named("even", Code("[1 / 512] * 512")))
    for logits in VECTORS:
        pair.close(pair.cross_entropy_from_logits, logits, [0.5, 0.125, 0.375])


@task("cross_entropy_from_logits")
def test_cross_entropy_from_logits_refuses_unequal_lengths(pair):
    pair.refuses(pair.cross_entropy_from_logits, [7.5, 8.5], [0.0, 1.0, 0.0], naming=(2, 3))
    pair.refuses(pair.cross_entropy_from_logits, [7.5, 8.5, 9.5, 6.5], [0.5], naming=(4, 1))
    pair.refuses(pair.cross_entropy_from_logits, [7.5], [0.0, 0.5], naming=(1, 2))
    pair.refuses(pair.cross_entropy_from_logits, [], [7.5, 8.5])  # for either reason


@task("cross_entropy_from_logits")
def test_cross_entropy_from_logits_refuses_empty_lists(pair):
    pair.refuses(pair.cross_entropy_from_logits, [], [])


@task("mse_loss")
def test_mse_loss_is_the_mean_of_the_squares(pair):
    # differences -1, 2, 3: (1 + 4 + 9) / 3
    assert round(pair.mse_loss([1.0, 2.0, 3.0], [2.0, 0.0, 0.0]), 4) == 4.6667
    # differences 1, -3, 0.5, 0: (1 + 9 + 0.25 + 0) / 4
    assert pair.mse_loss([3.0, -1.0, 0.5, 2.0], [2.0, 2.0, 0.0, 2.0]) == 2.5625
    assert pair.mse_loss([2.0], [-1.0]) == 9.0
    assert pair.mse_loss([0.3, 0.7], [0.3, 0.7]) == 0
    assert pair.mse_loss([1, 0], [0, 2]) == 2.5  # (1 + 4) / 2, of whole numbers
    pair.mse_loss([1, 1, 1, 1], [0, 0, 0, 0])
    pair.mse_loss([1, 1, 1, 9], [0, 0, 0, 0])
    for n in (2, 5, 9):
        pair.mse_loss(pair.random_vector(n), pair.random_vector(n))
    assert pair.mse_loss([100000001.0], [100000000.0]) == 1


@task("mse_loss", once=True)
def test_mse_loss_of_any_numbers(pair):
    for a, b in PAIRS:
        if a:
            pair.close(pair.mse_loss, a, b)
    a = pair.named("a", Code("[k % 7 - 3.0 for k in range(512)]"))
    pair.mse_loss(a, pair.named("b", Code("[k % 5 + 1.0 for k in range(512)]")))
    pair.mse_loss(a, a)


@task("mse_loss")
def test_mse_loss_refuses_unequal_lengths(pair):
    pair.refuses(pair.mse_loss, [7.5, 8.5], [7.5, 8.5, 9.5], naming=(2, 3))
    pair.refuses(pair.mse_loss, [7.5, 8.5, 9.5, 6.5], [0.5], naming=(4, 1))
    pair.refuses(pair.mse_loss, [], [7.5, 8.5])  # for either reason
    pair.refuses(pair.mse_loss, [7.5], [])


@task("mse_loss")
def test_mse_loss_refuses_empty_lists(pair):
    pair.refuses(pair.mse_loss, [], [])
