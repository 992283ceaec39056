"""The consensus: who is believed, what agrees, what counts, and that nothing is ever lost or averaged."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carspec.core.agreement import Terms, agree, voice
from carspec.core.consensus import Judgement, Settled, settle
from carspec.core.rounding import converted_decimals, rounded
from carspec.core.values import Claim, Field, MissingReason, Relation, Source, Verdict
from tests.core.claims import UNITS, claim, field, source


def settled(
    *stated: str | Claim,
    of: Field | None = None,
    sources: dict[str, Source] | None = None,
    judgements: dict[str, Judgement] | None = None,
    terms: Terms | None = None,
) -> Settled:
    """Each statement comes from a press source of its own unless a claim says otherwise."""
    of = of or field()
    claims = [claim(s, f"s{i}", of.kind) if isinstance(s, str) else s for i, s in enumerate(stated)]
    known = {c.source: source(c.source) for c in claims} | (sources or {})
    return settle(of, "car", claims, known, judgements, terms)


def shown(result: Settled) -> str | None:
    chosen = [c for c in result.claims if c.key == result.figure.claim]
    return f"{chosen[0].value} {chosen[0].unit or ''}".strip() if chosen else None


def relations(result: Settled) -> dict[str, Relation]:
    return {f"{c.value} {c.unit or ''}".strip(): c.relation for c in result.claims}


def test_one_claim_is_a_single_voice() -> None:
    result = settled("612 PS")
    assert (shown(result), result.figure.verdict, result.figure.support) == ("612 PS", Verdict.SINGLE, 1)


def test_the_same_number_in_other_words_agrees() -> None:
    result = settled("612 PS", "612 ch")
    assert result.figure.verdict is Verdict.AGREE
    assert set(relations(result).values()) == {Relation.SAME}


def test_converted_and_rounded_claims_echo() -> None:
    result = settled("612 PS", "612 PS", "450 kW", "604 hp")
    assert (shown(result), result.figure.verdict) == ("612 PS", Verdict.ECHO)
    assert relations(result)["604 hp"] is Relation.ECHO
    assert result.figure.support == 4


def test_hp_written_for_ps_is_no_echo() -> None:
    result = settled("612 PS", "450 kW", "612 hp")
    assert relations(result)["612 hp"] is Relation.DIFFERS
    assert result.figure.verdict is Verdict.CONFLICT


def test_595_hp_beside_598_ps_stays_a_difference() -> None:
    result = settled("598 PS", "440 kW", "595 hp")
    assert shown(result) == "598 PS"
    assert relations(result)["595 hp"] is Relation.DIFFERS


def test_publishers_are_counted_not_pages() -> None:
    of = field("mass", better="lower")
    pages = [claim("9 tonnes", f"p{i}", "mass") for i in range(5)] + [
        claim("8 tonnes", f"q{i}", "mass") for i in range(2)
    ]
    sources = {f"p{i}": source(f"p{i}", "One Paper") for i in range(5)}
    result = settled(*pages, of=of, sources=sources)
    assert shown(result) == "8 tonnes"


def test_copies_of_one_text_are_one_voice() -> None:
    sources = {
        "a": source("a", "A"),
        "b": source("b", "B", same_as="a"),
        "c": source("c", "C", same_as="b"),
    }
    assert {voice(s, sources) for s in sources.values()} == {"a"}
    result = settled(claim("500 PS", "a"), claim("500 PS", "b"), claim("500 PS", "c"), sources=sources)
    assert (result.figure.voices, result.figure.verdict) == (1, Verdict.SINGLE)


def test_a_circle_of_copies_ends() -> None:
    sources = {"a": source("a", "A", same_as="b"), "b": source("b", "B", same_as="a")}
    assert voice(sources["a"], sources) in ("a", "b")


def test_source_kind_decides_between_equal_voices() -> None:
    sources = {"m": source("m", kind="manufacturer"), "p": source("p", kind="press")}
    assert shown(settled(claim("500 PS", "p"), claim("510 PS", "m"), sources=sources)) == "510 PS"


def test_corroboration_goes_before_source_kind() -> None:
    sources = {"m": source("m", kind="manufacturer")}
    result = settled(claim("510 PS", "m"), claim("500 PS", "p"), claim("500 PS", "q"), sources=sources)
    assert shown(result) == "500 PS"


def test_a_rank_set_by_a_person_goes_before_all() -> None:
    ranked = claim("510 PS", "odd")
    result = settled(ranked, "500 PS", "500 PS", judgements={ranked.key: Judgement(rank=1)})
    assert shown(result) == "510 PS"
    assert result.figure.verdict is Verdict.CONFLICT


def test_an_excluded_claim_does_not_count_but_stays() -> None:
    out = claim("900 PS", "odd")
    result = settled(out, "500 PS", judgements={out.key: Judgement(excluded=True)})
    assert (shown(result), relations(result)["900 PS"]) == ("500 PS", Relation.EXCLUDED)
    alone = settled(out, judgements={out.key: Judgement(excluded=True)})
    assert alone.figure.missing
    assert alone.figure.missing.reason is MissingReason.EXCLUDED


def test_misprint_rumour_and_other_scope_never_count() -> None:
    result = settled(
        "500 PS",
        claim("5 PS", "a", status="misprint"),
        claim("900 PS", "b", status="rumour"),
        claim("700 PS", "c", scope="base_vehicle"),
    )
    assert (shown(result), result.figure.verdict, result.figure.voices) == ("500 PS", Verdict.SINGLE, 1)
    assert relations(result)["700 PS"] is Relation.OTHER_SCOPE


def test_only_claims_of_another_scope_make_no_figure() -> None:
    missing = settled(claim("700 PS", "c", scope="base_vehicle")).figure.missing
    assert missing
    assert missing.reason is MissingReason.NOT_COUNTED
    assert missing.text == "said only of the base car"


def test_a_scope_that_means_the_car_counts() -> None:
    of = field("mass", own=("each_door",))
    assert shown(settled(claim("200 kg", "a", "mass", scope="each_door"), of=of)) == "200 kg"


def test_about_supports_but_does_not_make_a_figure() -> None:
    about = [claim("600 PS", f"a{i}", qualifier="about") for i in range(5)]
    result = settled(*about, "598 PS")
    assert (shown(result), result.figure.support, result.figure.verdict) == ("598 PS", 6, Verdict.ECHO)


def test_about_makes_the_figure_where_nothing_exact_stands() -> None:
    assert shown(settled(claim("600 PS", "a", qualifier="about"))) == "600 PS"


def test_bounds_that_hold_fit_and_bounds_that_do_not_differ() -> None:
    result = settled(
        "598 PS", claim("500 PS", "a", qualifier="over"), claim("550 PS", "b", qualifier="up_to")
    )
    assert relations(result)["500 PS"] is Relation.FITS
    assert relations(result)["550 PS"] is Relation.DIFFERS


def test_a_range_around_the_figure_fits_and_a_voiced_range_is_shown() -> None:
    of = field("mass", better="lower")
    assert (
        relations(settled("7000 kg", "7000 kg", "15000..20000 lb", of=of))["15000..20000 lb"] is Relation.FITS
    )
    assert shown(settled("15000..20000 lb", "15000..20000 lb", "14000 lb", of=of)) == "15000..20000 lb"


def test_one_digit_does_not_swallow_its_neighbours() -> None:
    of = field("mass", better="lower")
    eights, nines = ["8 tonnes"] * 3, ["9 tonnes"] * 4
    result = settled(*eights, *nines, "8.5 tonnes", of=of)
    assert (shown(result), result.figure.support, result.figure.verdict) == ("9 tonnes", 4, Verdict.CONFLICT)


def test_the_more_precise_claim_speaks_for_its_rounded_form() -> None:
    of = field("length", better=None)
    assert shown(settled("5.27 m", "5.27 m", "5267 mm", of=of)) == "5267 mm"


def test_a_lone_precise_claim_does_not_speak_for_many() -> None:
    of = field("torque")
    assert shown(settled(*["880 Nm"] * 7, "881 Nm", of=of)) == "880 Nm"


def test_a_round_number_passes_for_the_exact_one_but_not_for_its_namesake() -> None:
    result = settled("598 PS", "598 PS", "600 PS", "600 PS", "600 PS", "300 hp", "600 hp")
    assert (shown(result), relations(result)["600 PS"]) == ("598 PS", Relation.ECHO)
    assert relations(settled("300 PS", "300 PS", "300 hp"))["300 hp"] is Relation.DIFFERS


def test_the_usual_wording_sets_the_precision() -> None:
    of = field("mass", better="lower")
    assert shown(settled("9 t", "9 t", "9000 kg", of=of)) == "9 t"


def test_a_claim_under_another_condition_stands_apart() -> None:
    net = replace(claim("460000 EUR", "n", "money"), condition="without tax")
    result = settled("550000 EUR", "550000 EUR", net, of=field("money", better="lower"))
    assert relations(result)["460000 EUR"] is Relation.APART
    assert result.figure.verdict is Verdict.AGREE
    assert result.figure.spread == (550_000, 550_000)


def test_a_wide_range_is_no_finer_than_a_number() -> None:
    result = settled("300000..1500000 USD", "400000 USD", of=field("money", better="lower"))
    assert shown(result) == "400000 USD"


def test_a_conversion_in_brackets_does_not_speak() -> None:
    of = field("speed")
    words = "142 MPH (228,53 km/h)"
    both = [claim(s, "a", "speed", as_stated=words) for s in ("142 MPH", "228.53 km/h")]
    assert shown(settled(*both, of=of)) == "142 MPH"


def test_classes_of_two_schemes_stand_apart_and_of_one_scheme_differ() -> None:
    result = settled("VR9", "VR9", "B6/B7", "VR7", "NIJ IIIA", "level 9", of=field("rating"))
    assert relations(result) == {
        "VR9": Relation.SAME,
        "B6/B7": Relation.APART,
        "NIJ IIIA": Relation.APART,
        "VR7": Relation.DIFFERS,
        "level 9": Relation.APART,
    }


def test_between_equal_clusters_the_most_voiced_value_wins() -> None:
    of = field("mass", better="lower")
    result = settled(*["6.5 t"] * 5, *["7 t"] * 3, "6.9 t", "6.9 t", of=of)
    assert shown(result) == "6.5 t"


def test_miles_per_gallon_without_a_gallon_fit_where_either_gallon_does() -> None:
    of = field("consumption", better="lower")
    result = settled("29..64 L/100km", "29..64 L/100km", "3.7 mpg", of=of)
    assert relations(result)["3.7 mpg"] is Relation.FITS


def test_a_last_digit_that_differs_by_one_is_a_rounding_only_where_it_is_fine() -> None:
    of = field("length", better=None)
    assert settled("6.63 m", "6.63 m", "6.62 m", of=of).figure.verdict is Verdict.ECHO
    of = field("displacement", better=None)
    assert settled("6.6 litre", "6.6 litre", "6.5 litre", of=of).figure.verdict is Verdict.CONFLICT
    counts = field("count", better=None)
    assert settled("847", "847", "846", of=counts).figure.verdict is Verdict.CONFLICT


def test_an_estimate_does_not_contradict_what_is_stated() -> None:
    result = settled("530 PS", "530 PS", claim("544 PS", "e", status="estimate"))
    assert relations(result)["544 PS"] is Relation.DIFFERS
    assert result.figure.verdict is Verdict.AGREE
    assert result.figure.spread == UNITS.to_si(530, "PS")
    guesses = [claim(f"{number} PS", f"e{number}", status="estimate") for number in (500, 544)]
    assert settled(*guesses).figure.verdict is Verdict.CONFLICT


def test_a_price_of_another_variant_comes_last_among_equals() -> None:
    of = field("money", better="lower")
    burnt = replace(claim("330000 EUR", "b", "money", valid_at="2025-03"), condition="variant not stated")
    result = settled(burnt, claim("300000 EUR", "a", "money", valid_at="2021-06"), of=of)
    assert shown(result) == "300000 EUR"
    assert relations(result)["330000 EUR"] is Relation.APART


def test_the_plain_spelling_of_a_class_is_shown() -> None:
    of = field("rating")
    assert shown(settled("VR 3/4", "VR 3/4", "VR3/4", of=of)) == "VR3/4"
    assert shown(settled("VPAM VR10", "VR10", "VR10", of=of)) == "VR10"
    assert settled("VPAM VR10", "VR10", "BRV10", of=of).figure.verdict is Verdict.AGREE
    assert shown(settled("PAS 300", "ERV 2010 and PAS 300", of=of)) == "ERV 2010 and PAS 300"


def test_sentences_about_other_figures_speak_for_an_engine() -> None:
    of = replace(field("text", better=None), key="engine_configuration")
    named = [claim(value, f"v{i}", "text") for i, value in enumerate(["V12", "V12", "V12", "V8", "V8"])]
    words = ["V8 biturbo de 4,4 litres", "4,4-Liter-V8", "4.4L V8エンジン", "V8 or V12", "V80"]
    others = [claim("4.4 litre", f"o{i}", "displacement", as_stated=said) for i, said in enumerate(words)]
    known = {c.source: source(c.source) for c in [*named, *others]}
    assert shown(settle(of, "car", named, known)) == "V12"
    result = settle(of, "car", named, known, others=others)
    assert (shown(result), result.figure.support, result.figure.voices) == ("V8", 5, 8)
    assert result.figure.verdict is Verdict.CONFLICT


def test_never_an_average() -> None:
    assert shown(settled("500 PS", "520 PS")) in ("500 PS", "520 PS")


def test_the_spread_covers_the_claims_that_state_a_number() -> None:
    spread = settled("500 PS", "500 PS", "400 kW", claim("100 PS", "x", qualifier="over")).figure.spread
    assert spread
    assert spread[0] == UNITS.to_si(500, "PS")[0]
    assert spread[1] == 400_000


def test_other_currencies_stand_apart() -> None:
    of = field("money", better="lower")
    result = settled("500000 EUR", "500000 EUR", "600000 USD", of=of)
    assert relations(result)["600000 USD"] is Relation.APART
    assert result.figure.verdict is Verdict.AGREE


def test_the_english_ton_leaves_room_for_every_ton() -> None:
    of = field("mass", better="lower")
    result = settled("8 tonnes", "8 tons", of=of)
    assert (shown(result), relations(result)["8 tons"]) == ("8 tonnes", Relation.FITS)


def test_texts_agree_by_their_words_and_terms() -> None:
    of = field("text", better=None)
    terms = Terms([("text", "12 cylinders", ["V12"])])
    result = settled("V12", "V12", "12 cylinders", of=of, terms=terms)
    assert (shown(result), result.figure.verdict) == ("V12", Verdict.ECHO)
    assert shown(settled("V12", "12 cylinders", "12 cylinders", of=of, terms=terms)) == "V12"
    assert settled("V12", "V8", of=of, terms=terms).figure.verdict is Verdict.CONFLICT


def test_a_field_of_many_values_lists_them_all() -> None:
    of = field("text", better=None, many=True)
    result = settled("King", "Queen", "queen", of=of)
    assert result.figure.values[0].casefold() == "queen"
    assert len(result.figure.values) == 2
    assert result.figure.verdict is not Verdict.CONFLICT


def test_an_unread_claim_stays_in_the_evidence() -> None:
    result = settled("500 PS", replace(claim("80 PS", "x"), reading=None))
    assert relations(result)["80 PS"] is Relation.UNREAD


numbers = st.tuples(st.integers(100, 99_999), st.integers(0, 2)).map(
    lambda t: str(Decimal(t[0]).scaleb(-t[1]))
)
statements = st.tuples(numbers, st.sampled_from(["PS", "kW", "hp", "ch"])).map(" ".join)


@given(st.lists(statements, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_order_of_claims_never_matters_and_none_is_lost(stated: list[str], random: object) -> None:
    claims = [claim(s, f"s{i}") for i, s in enumerate(stated)]
    first = settled(*claims)
    random.shuffle(claims)  # type: ignore[attr-defined]
    second = settled(*claims)
    assert first.figure == second.figure
    assert {c.key for c in first.claims} == {c.key for c in claims}
    assert all(
        c.value == d.value and c.as_stated == d.as_stated
        for c, d in zip(second.claims, first.claims, strict=True)
    )


@given(numbers, st.sampled_from(["PS", "kW", "hp"]), st.sampled_from(["PS", "kW", "hp"]))
def test_what_our_own_rounding_makes_is_never_a_conflict(number: str, stated: str, target: str) -> None:
    original = claim(f"{number} {stated}", "a")
    assert original.reading
    value = UNITS.convert(float(number), stated, target, "power")
    text = format(rounded(value, converted_decimals(original.reading.decimals, float(number), value)), "f")
    converted = claim(f"{text} {target}", "b")
    assert converted.reading
    assert agree(original.reading, converted.reading)
