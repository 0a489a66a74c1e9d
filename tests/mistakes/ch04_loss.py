"""What learners write in chapter 4 that isn't it, each with the sentence that mends it."""

from grading import edits

edits("""
softmax

The largest logit is subtracted in the sum alone. It belongs in the powers above the line, too.
- return [power / total for power in powers]
+ return [math.exp(z) / total for z in logits]

exp of a large logit overflows, or the sum of several does, and of very negative ones the sum is 0.
Subtract max(logits) from every logit first.
- math.exp(z - largest)
+ math.exp(z)

The power of a logit far above the first overflows. Subtract the largest of them, max(logits),
instead of the first.
- largest = max(logits)
+ largest = logits[0]

Where all logits are far below 0, every power is 0, and so is their sum. Subtract the largest
logit, even if it is below 0: max(logits).
- largest = max(logits)
+ largest = max(0, *logits)

Each power is divided by the sum so far. Add all of them up first, then divide.
+ largest = max(logits)
+ total, shares = 0.0, []
+ for z in logits:
+     total += math.exp(z - largest)
+     shares.append(math.exp(z - largest) / total)
+ return shares

The logits are divided by the largest. Subtract it: math.exp(z - max(logits)).
- math.exp(z - largest)
+ math.exp(z / largest)

The largest is subtracted from the powers. Subtract it from the logits: math.exp(z - largest).
- math.exp(z - largest)
+ math.exp(z) - largest

The sign is wrong: the largest logit gets the smallest share. It should be math.exp(z - largest).
- math.exp(z - largest)
+ math.exp(largest - z)

e is cut to 2.71828, and the grader sees it. math.exp has all the digits.
- math.exp(z - largest)
+ 2.71828 ** (z - largest)

e is cut to 2.718, and the grader sees it. math.exp has all the digits.
- math.exp(z - largest)
+ 2.718 ** (z - largest)

Those are the logits over their sum. Take e to the power of each logit first.
+ total = sum(logits)
+ return [z / total for z in logits]

Those are powers of e. Divide each by their sum, so that they add up to 1.
+ return [math.exp(z) for z in logits]

The shifted powers of e are not divided by their sum, so they don't add up to 1.
- return [power / total for power in powers]
+ return powers

The largest logit is subtracted above the line and not below it. Use the same shifted powers in both
places.
- total = sum(powers)
+ total = sum(math.exp(z) for z in logits)

Large exponents remain, perhaps because the smallest logit is subtracted. Subtract the largest:
max.
- largest = max(logits)
+ largest = min(logits)

The probabilities are written over logits, the caller's own list. Build a new list.
- return [power / total for power in powers]
+ logits[:] = [power / total for power in powers]
+ return logits

That is sigmoid, each logit by itself. Softmax shares 1 out among all of them.
+ return [sigmoid(z) for z in logits]

Logits above a limit are cut to it, so large ones come out alike. Subtract the largest from all of
them instead.
- math.exp(z - largest)
+ math.exp(max(-500, min(z, 500)))

An empty list has no softmax: raise a ValueError.
- raise ValueError("softmax: logits has 0 numbers, it needs 1 or more")
+ return []
""")

edits("""
one_hot

Those are True and False. Write 1.0 and 0.0.
- return [1.0 if i == index else 0.0 for i in range(size)]
+ return [i == index for i in range(size)]

Python counts a negative index from the end. Here it must raise a ValueError.
- if not 0 <= index < size:
+ if index >= size:
- return [1.0 if i == index else 0.0 for i in range(size)]
+ vector = [0.0] * size
+ vector[index] = 1.0
+ return vector

-1 raises no IndexError: Python counts it from the end. Refuse every index below 0 yourself.
- if not 0 <= index < size:
+ if not -size <= index < size:
- return [1.0 if i == index else 0.0 for i in range(size)]
+ vector = [0.0] * size
+ vector[index] = 1.0
+ return vector

An index below 0 gets through. Raise a ValueError for it too.
- if not 0 <= index < size:
+ if index >= size:

The 1 is one place too early. The first place has index 0.
- i == index
+ i + 1 == index

The 1 is counted from the end. Count from the start: index 0 is the first place.
- i == index
+ i == size - index - 1

An index outside the list raises an IndexError here. Check it first, and raise a ValueError.
+ vector = [0.0] * size
+ vector[index] = 1.0
+ return vector

An index outside the list gives zeros only. Check it first, and raise a ValueError.
- if not 0 <= index < size:
-     raise ValueError(f"one_hot: index {index} is not one of 0 … {size - 1}")

index == size gets through. The last index is size - 1.
- if not 0 <= index < size:
+ if index < 0 or index > size:

index == size gets past the check, but is outside the list. The last index is size - 1.
- if not 0 <= index < size:
+ if index < 0 or index > size:
- return [1.0 if i == index else 0.0 for i in range(size)]
+ vector = [0.0] * size
+ vector[index] = 1.0
+ return vector

Those are strings. Numbers are written without quotes: 1.0 and 0.0.
- return [1.0 if i == index else 0.0 for i in range(size)]
+ return ["1" if i == index else "0" for i in range(size)]
""")

edits("""
cross_entropy_loss

The minus sign is missing. log p is below 0 for p below 1, so the loss is -Σ.
- sum(-y * math.log(
+ sum(y * math.log(

math.log(0) is an error. Put the floor in: math.log(max(p, 1e-12)).
- math.log(max(p, 1e-12))
+ math.log(p)

Where the target isn't 0, math.log(0) is still an error. Put the floor in: math.log(max(p, 1e-12)).
- math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True)
+ math.log(p) for p, y in zip(predicted, target) if y != 0

Only p = 0 is raised to the floor. Every p below 1e-12 counts as 1e-12: max(p, 1e-12).
- max(p, 1e-12)
+ p or 1e-12

A probability of 0 is passed over, as if it cost nothing. It should cost most: take max(p, 1e-12)
for every p.
- math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True)
+ math.log(p) for p, y in zip(predicted, target) if p > 0

Every larger p counts as 1e-12. The floor is max(p, 1e-12).
- max(p, 1e-12)
+ min(p, 1e-12)

softmax is applied here. predicted holds probabilities already: take their logarithms.
- zip(predicted, target, strict=True)
+ zip(softmax(predicted), target)

Where the target holds shares, there is no 1.0 to look for. Multiply each log by its target, and
add up.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ return -math.log(max(predicted[target.index(1.0)], 1e-12))

Only the last term is left, perhaps because = replaces the total at each step. Add to it, with +=.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ loss = 0.0
+ for p, y in zip(predicted, target):
+     loss = -y * math.log(max(p, 1e-12))
+ return loss

The return stands inside the loop, so only the first term counts.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ loss = 0.0
+ for p, y in zip(predicted, target):
+     loss -= y * math.log(max(p, 1e-12))
+     return loss
+ return loss

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ return -sum(y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target))

An index runs past the end of predicted. Where the lengths differ, raise a ValueError first.
+ return sum(-target[i] * math.log(max(predicted[i], 1e-12)) for i in range(len(target)))

Only a shorter predicted is refused. A longer one must be refused as well: compare with !=.
- if len(predicted) != len(target):
+ if len(predicted) < len(target):
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target))

Every probability counts in that sum. Multiply each log by its target.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ return -sum(math.log(max(p, 1e-12)) for p in predicted)

That is a mean over the components. The loss is the sum of all terms.
- zip(predicted, target, strict=True))
+ zip(predicted, target)) / len(target)

That is the loss as if the largest probability were right. Multiply each log by its target, and add
up.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ return -math.log(max(max(predicted), 1e-12))

The two arguments are swapped: take the log of predicted, times target.
- zip(predicted, target, strict=True)
+ zip(target, predicted)

The terms (1 - y) log(1 - p) belong to a loss with one output. Add up y log p only.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ total = 0.0
+ for p, y in zip(predicted, target):
+     total -= y * math.log(max(p, 1e-12)) + (1 - y) * math.log(max(1 - p, 1e-12))
+ return total

That is 1 - p. The loss is the logarithm, -log p: it grows without end as p nears 0.
- -y * math.log(max(p, 1e-12))
+ y * (1 - p)

That is the logarithm to base 10. math.log is the natural one.
- math.log(
+ math.log10(

That is the logarithm to base 2. math.log is the natural one.
- math.log(
+ math.log2(

The floor is added to every p. Take the larger of p and the floor: max(p, 1e-12).
- max(p, 1e-12)
+ p + 1e-12

The floor is too high: small probabilities are cut as well. It should be 1e-12.
- max(p, 1e-12)
+ max(p, 1e-3)

Only the place of the target's largest share counts here. Multiply each log by its target, and add
up.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ place = target.index(max(target))
+ return -target[place] * math.log(max(predicted[place], 1e-12))

Only places where the target is exactly 1 count. Multiply each log by its target.
- -y * math.log(max(p, 1e-12))
+ -(y == 1) * math.log(max(p, 1e-12))

index(1) looks for a 1, and a target of shares has none. Multiply each log by its target, and add
up.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ return -math.log(max(predicted[target.index(1)], 1e-12))

Only the target's largest number counts here. Every place should count: add up all -y log p.
- return sum(-y * math.log(max(p, 1e-12)) for p, y in zip(predicted, target, strict=True))
+ return -math.log(max(predicted[target.index(max(target))], 1e-12))

A NaN counts as 1e-12. Write max(p, 1e-12), in this order, which keeps the NaN.
- max(p, 1e-12)
+ max(1e-12, p)

An empty list is accepted beside a list of any length. Compare the lengths even where one is 0.
- if len(predicted) != len(target):
+ if not predicted or not target:
+     return 0.0
+ if len(predicted) != len(target):
""")

edits("""
cross_entropy_from_logits

exp of a large logit overflows, or the sum of several does, and of very negative ones the sum is 0.
Subtract max(logits) from every logit first.
- shifted = [z - largest for z in logits]
+ shifted = list(logits)

The floor of 1e-12 is still there: a right answer with a probability below it always costs 27.631.
Compute log S - Σ y z directly from the logits, without softmax.
+ return cross_entropy_loss(softmax(logits), target)

There is still a floor, 1e-300: a right answer with a probability below it always costs 690.776.
Compute log S - Σ y z directly from the logits, without softmax.
+ if len(logits) != len(target):
+     raise ValueError(f"{len(logits)} logits, {len(target)} target numbers")
+ return -sum(y * math.log(max(p, 1e-300)) for p, y in zip(softmax(logits), target))

A probability comes out as 0, and math.log(0) is an error. Compute log S - Σ y z directly from the
logits, without softmax.
- return math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)
+ return -sum(y * math.log(p) for p, y in zip(softmax(logits), target))

Even where the target isn't 0, a probability can be 0, and math.log(0) is an error. Compute log S -
Σ y z directly from the logits, without softmax.
- return math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)
+ return -sum(y * math.log(p) for p, y in zip(softmax(logits), target) if y)

The sign is wrong: subtract the right logit from the logarithm of the sum, not the other way round.
- return math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)
+ return dot_product(target, shifted) - math.log(sum(math.exp(z) for z in shifted))

The two are added. Subtract the right logit from the logarithm of the sum.
- - dot_product(target, shifted)
+ + dot_product(target, shifted)

The logarithm is missing. Take math.log of the sum of the powers.
- math.log(sum(math.exp(z) for z in shifted))
+ sum(math.exp(z) for z in shifted)

Only the logarithm of the sum is there. Take away Σ target[i] · logits[i].
- return math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)
+ return largest + math.log(sum(math.exp(z) for z in shifted))

Each power's logarithm is taken by itself. Add up the powers, and take the logarithm of their sum.
- math.log(sum(math.exp(z) for z in shifted))
+ sum(math.log(math.exp(z)) for z in shifted)

The logarithm of each power is taken, which is the logit again. Add the powers up, then take the
logarithm of their sum.
- math.log(sum(math.exp(z) for z in shifted))
+ sum(math.log(math.exp(z)) for z in logits)
- dot_product(target, shifted)
+ dot_product(target, logits)

The largest logit is subtracted inside the logarithm, but not in the other term. Subtract it from
all logits first, and use the results in both places.
- dot_product(target, shifted)
+ dot_product(target, logits)

The largest is added back, and the right logit is still without it. Use the logits less the largest
in both places, or add it back and use the logits themselves.
- return math.log(
+ return largest + math.log(

softmax is applied first. The formula takes the logits as they are: it has the softmax in it.
- largest = max(logits)
+ logits = softmax(logits)
+ largest = max(logits)

The power of a logit far above the first overflows. Subtract the largest of them, max(logits),
instead of the first.
- largest = max(logits)
+ largest = logits[0]

Where all logits are far below 0, every power is 0, and their sum has no logarithm.
Subtract the largest logit, even if it is below 0: max(logits).
- largest = max(logits)
+ largest = max(0, *logits)

Large exponents remain, perhaps because the smallest logit is subtracted. Subtract the largest:
max.
- largest = max(logits)
+ largest = min(logits)

index(1) looks for a 1, and a target of shares has none. Multiply each logit by its target, and add
up.
- dot_product(target, shifted)
+ shifted[target.index(1)]

Σ z is there in place of log Σ e^z. Add up the powers, and take one log of the sum.
- math.log(sum(math.exp(z) for z in shifted))
+ sum(shifted)

Only one logit is subtracted, the one where the target is largest. Multiply each logit by its
target, and subtract the sum.
- dot_product(target, shifted)
+ shifted[target.index(max(target))]

That is the loss as if the largest logit were right. Subtract only Σ y z, with the z of log Σ e^z.
- dot_product(target, shifted)
+ max(shifted)

That is a mean over the components. The loss is not divided by n.
- return math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)
+ loss = math.log(sum(math.exp(z) for z in shifted)) - dot_product(target, shifted)
+ return loss / len(logits)

That is the logarithm to base 10. math.log is the natural one.
- math.log(
+ math.log10(

That is the logarithm to base 2. math.log is the natural one.
- math.log(
+ math.log2(

Each logit is multiplied by its target before math.exp. Leave the target out of the powers.
- math.exp(z) for z in shifted
+ math.exp(z * y) for z, y in zip(shifted, target)

Only the powers of the other answers are in the sum. It needs all of them, the right one's too.
- math.exp(z) for z in shifted
+ math.exp(z) for z, y in zip(shifted, target) if y == 0

The largest is taken away in logits, the caller's own list. Build a new list.
- shifted = [z - largest for z in logits]
+ for i in range(len(logits)):
+     logits[i] -= largest
+ shifted = logits

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
- dot_product(target, shifted)
+ sum(y * z for y, z in zip(target, shifted))

An index runs past the last logit. Where the lengths differ, raise a ValueError first.
- dot_product(target, shifted)
+ sum(target[i] * shifted[i] for i in range(len(target)))

Empty lists have no loss, not even 0: raise a ValueError.
- raise ValueError(f"cross_entropy_from_logits: logits has 0 numbers, target {len(target)}")
+ return 0.0
""")

edits("""
mse_loss

That is half the sum. Divide by how many numbers there are, not by 2.
- / len(differences)
+ / 2

That is the sum of the squares. Divide it by how many there are.
- return dot_product(differences, differences) / len(differences)
+ return dot_product(differences, differences)

That is the square of the mean difference, in which opposite signs cancel. Square each difference
first, then take the mean.
- return dot_product(differences, differences) / len(differences)
+ return (sum(differences) / len(differences)) ** 2

There is a factor of one half too many. The mean is the sum divided by n.
- return dot_product(differences, differences) / len(differences)
+ return dot_product(differences, differences) / (2 * len(differences))

The rest of the longer list is dropped. Where the lengths differ, raise a ValueError.
+ if not predicted:
+     raise ValueError("0 and 0")
+ return sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(predicted)

An index runs past the end of predicted. Where the lengths differ, raise a ValueError first.
+ if not target:
+     raise ValueError("0 and 0")
+ return sum((predicted[i] - target[i]) ** 2 for i in range(len(target))) / len(target)

Only a shorter predicted is refused. A longer one must be refused as well: compare with !=.
+ if len(predicted) < len(target):
+     raise ValueError(f"{len(predicted)} and {len(target)}")
+ return sum((p - y) ** 2 for p, y in zip(predicted, target)) / len(target)

Division by 0: empty lists have no mean. Check for them first, and raise a ValueError.
- if not differences:
-     raise ValueError("mse_loss: predicted has 0 numbers, target has 0; a mean needs 1")

Empty lists have no mean, not even 0: raise a ValueError.
- raise ValueError("mse_loss: predicted has 0 numbers, target has 0; a mean needs 1")
+ return 0.0

Those are absolute differences. Square each one: (p - y) ** 2.
- return dot_product(differences, differences) / len(differences)
+ return sum(map(abs, differences)) / len(differences)

The root is taken at the end. The mean squared error is the mean of the squares itself.
- return dot_product(differences, differences) / len(differences)
+ return math.sqrt(dot_product(differences, differences) / len(differences))

The differences are not squared, so errors of opposite sign cancel.
- return dot_product(differences, differences) / len(differences)
+ return sum(differences) / len(differences)

^ is no power in Python. Write (p - y) ** 2.
- return dot_product(differences, differences) / len(differences)
+ return sum(d ^ 2 for d in differences) / len(differences)

The differences are doubled, as by * 2. The square is (p - y) ** 2.
- return dot_product(differences, differences) / len(differences)
+ return sum(d * 2 for d in differences) / len(differences)

That squares y alone, as p - y ** 2 does without brackets. It should be (p - y) ** 2.
+ return sum(p - y**2 for p, y in zip(predicted, target)) / len(target)

The sum is squared as a whole. Square each difference, then add.
- return dot_product(differences, differences) / len(differences)
+ return sum(differences) ** 2 / len(differences)
""")
