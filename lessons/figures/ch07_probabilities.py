"""Chapter 7: two noisy pictures of an E, and the probability of each letter for them."""

from ch07_pictures import TEST, bare, draw_picture, trained_reader
from style import BLUE, ORANGE, new, save

from solutions.ch07_letter_classifier import LETTERS, bitmap_pixels


def main():
    reader = trained_reader()
    chances = [(reader.probabilities(pixels), pixels) for pixels, letter in TEST if letter == "E"]
    chances = [pair for pair in chances if max(pair[0]) == pair[0][LETTERS.index("E")]]
    noisy = [pair for pair in chances if pair[1] != bitmap_pixels("E")]
    surest = max(noisy, key=lambda pair: max(pair[0]))
    least_sure = min(noisy, key=lambda pair: max(pair[0]))

    figure, panels = new(4.6, rows=2, columns=2, width_ratios=[1, 3.4])
    titles = ("An E, and the network is sure", "An E, right but not sure")
    for (picture, bars), (chance, pixels), title in zip(
        panels, (surest, least_sure), titles, strict=True
    ):
        bare(picture, 5.6, 7.6)
        draw_picture(picture, pixels, bitmap_pixels("E"), 0.3, 0.3, size=5)
        colours = [BLUE if p == max(chance) else ORANGE for p in chance]
        bars.bar(range(26), chance, color=colours)
        bars.set(ylim=(0, 1.18), ylabel="probability", title=title, axisbelow=True)
        bars.set_yticks([0, 0.5, 1])
        bars.set_xticks(range(26), LETTERS, fontsize=9)
        bars.tick_params(axis="x", length=0)
        bars.grid(False, axis="x")
        for i, p in enumerate(chance):
            if p >= 0.1:
                bars.text(i, p + 0.02, f"{LETTERS[i]} {p:.2f}", ha="center", fontsize=9)
    save(figure, __file__)


if __name__ == "__main__":
    main()
