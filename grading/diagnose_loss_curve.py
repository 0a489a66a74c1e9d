"""What a loss did during training, in a sentence, from the learner's own history."""

import math


def loss_story(losses: list) -> str:
    """Say how the losses of training behaved, and what such a course usually comes from.

    losses: the mean loss of each epoch, in order, two at least. Returns "" for anything else,
    such as a perceptron's counts of mistakes.
    """
    if len(losses) < 2 or any(type(loss) is not float for loss in losses):
        return ""
    for epoch, loss in enumerate(losses, start=1):
        if not math.isfinite(loss):
            return (
                f"The loss is {loss} from epoch {epoch} on: a smaller learning rate, or a log of 0?"
            )
    first, last = losses[0], losses[-1]
    steps = [later - earlier for earlier, later in zip(losses, losses[1:])]
    rises = sum(step > 0 for step in steps)
    course = f"from {first:.3g} to {last:.3g} in {len(losses)} epochs"
    if max(losses) - min(losses) <= 1e-9 * max(1.0, abs(first)):
        return f"The loss stays at {first:.3g}. Are the weights changed, by gradients other than 0?"
    if last > first and rises >= 0.8 * len(steps):
        return f"The loss rises {course}. Is the sign of the update right: w - rate · gradient?"
    if min(rises, len(steps) - rises) >= 0.3 * len(steps) and len(steps) >= 4:
        return f"The loss jumps about, {course}. A smaller step may settle it."
    if last < first:
        return f"The loss falls {course}, which is not far enough."
    return f"The loss goes {course}."
