"""The settled figures of all vehicles as two arrays: which settlement holds for which vehicle."""

from collections.abc import Sequence

from msgspec import Struct

from carspec.core.filter.arrays import Array, Move, array, filled, numpy_


class Settled(Struct, frozen=True):
    """For each figure the place of its vehicle, and the number of its settlement, which many share."""

    places: Array
    numbers: Array

    def moved(self, move: Move, read: "Settled") -> "Settled":
        """The same figures where their vehicles stand now, beside those that were read of others."""
        numpy, places = numpy_(), move.new[self.places]
        kept = places >= 0
        return Settled(
            numpy.concatenate([places[kept], read.places]).astype("int32"),
            numpy.concatenate([self.numbers[kept], read.numbers]),
        )

    def among(self, numbers: Sequence[int]) -> tuple[Array, Array]:
        """The places at which one of these settlements holds, and for each its place among `numbers`."""
        if not len(numbers) or not len(self.numbers):
            return array([], "int32"), array([], "int32")
        position = filled(max(int(self.numbers.max()), max(numbers)) + 1, -1, "int32")
        position[array(numbers, "int32")] = numpy_().arange(len(numbers))
        which = position[self.numbers]
        held = (which >= 0).nonzero()[0]
        return self.places[held], which[held]
