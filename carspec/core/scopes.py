"""What a claim may be said of beside the car as a whole, and the words for it in a sentence."""

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "base_vehicle": "of the base car",
    "other_car": "of another car",
    "other_engine": "of another engine",
    "body": "of the body",
    "glazing": "of the glazing",
    "glazing_and_doors": "of the glazing and doors",
    "windscreen": "of the windscreen",
    "door_glass": "of the door glass",
    "side_windows": "of the side windows",
    "side_and_rear_windows": "of the side and rear windows",
    "driver_window": "of the driver's window",
    "doors": "of the doors",
    "each_door": "of each door",
    "all_doors": "of all doors together",
    "floor": "of the floor",
    "chassis": "of the chassis",
    "turret": "of the turret",
    "rear": "of the rear",
    "interior": "of the interior",
    "wheelbase": "of the wheelbase",
    "electric_motor": "of the electric motor",
    "with_supercharger": "of the car with supercharger",
    "without_supercharger": "of the car without supercharger",
    "landaulet": "of the landaulet",
    "fleet": "of a fleet",
    "contract": "of a contract",
    "coachbuilder": "of the coachbuilder",
    "on_display": "of the car on display",
    "parade_mode": "of its parade mode",
    "reverse": "of driving in reverse",
    "per_year": "per year",
    "per_month": "per month",
}
"""Keys as the data have them; each phrase follows "said", as in "said of the base car"."""
