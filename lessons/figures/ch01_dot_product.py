"""Chapter 1: the dot product as squares: amounts wide, prices high, and all of them counted."""

from grids import TINT_BLUE, TINT_GREY, TINT_ORANGE, sheet, write
from matplotlib.patches import Rectangle
from style import save

from solutions.ch01_math import dot_product, elementwise_multiply


def main():
    amounts, prices = [1, 2, 3], [4, 5, 6]
    looks = [("apple", TINT_BLUE), ("loaves", TINT_ORANGE), ("cheeses", TINT_GREY)]
    products = elementwise_multiply(amounts, prices)

    figure, axes = sheet(9.4, "Amount wide, price high: count the squares")
    floor, x = 7.8, 1.1
    for place, (name, tint) in enumerate(looks):
        amount, price, product = amounts[place], prices[place], products[place]
        for i in range(amount):
            for j in range(price):
                corner = (x + i, floor - j - 1)
                axes.add_patch(Rectangle(corner, 1, 1, facecolor=tint, edgecolor="#999999"))
        middle = x + amount / 2
        write(axes, x - 0.15, floor - price / 2, str(price), ha="right")
        write(axes, middle, floor + 0.35, f"{amount} {name}")
        write(axes, middle, floor - price - 0.3, f"{amount}·{price} = {product}", weight="bold")
        x += amount + 1
    write(axes, 0.4, floor - prices[0] / 2, "price of one", rotation=90)
    total = " + ".join(map(str, products))
    write(axes, 5, 8.9, f"all squares: {total} = {dot_product(amounts, prices)}", fontsize=13)
    save(figure, __file__)


if __name__ == "__main__":
    main()
