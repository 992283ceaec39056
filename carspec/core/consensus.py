"""Consensus: from all claims on one field of one vehicle to the one figure shown, with its verdict.

A pure function of the claims. It never averages, never drops a claim, and its order of trust is the data in
`trust`: a rank set by a person; corroboration, counted in voices (distinct publishers, copies of one text
once); the kind of source; precision; date.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from carspec.core import trust
from carspec.core.agreement import (
    Terms,
    agree,
    bracketed,
    fineness,
    holds,
    near,
    neighbours,
    same_number,
    voice,
    wording,
)
from carspec.core.detective import Suspicion, by_majority, by_proof
from carspec.core.folding import fold
from carspec.core.lone_claim import figure_of_one
from carspec.core.rating_standing import is_plain, names_more, standing
from carspec.core.scopes import SCOPES
from carspec.core.values import (
    COUNTING,
    Claim,
    Field,
    Figure,
    Missing,
    MissingReason,
    Reading,
    Relation,
    Source,
    Verdict,
)
from carspec.core.witnesses import named_in_passing

_BARRED_WORDS = {
    Relation.RUMOUR: "as a rumour",
    Relation.MISPRINT: "as a misprint",
    Relation.UNREAD: "in a unit that cannot be read",
}


class Judgement(Struct, frozen=True):
    """What a person decided on one claim: `rank` above 0 prefers it, `excluded` takes it out."""

    rank: int = 0
    excluded: bool = False
    reason: str = ""


class Settled(Struct, frozen=True):
    """The figure and the same claims, each with its relation to the figure."""

    figure: Figure
    claims: tuple[Claim, ...]


def settle(
    field: Field,
    vehicle: str,
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    judgements: Mapping[str, Judgement] | None = None,
    terms: Terms | None = None,
    sizes: Mapping[str, float] | None = None,
    others: Sequence[Claim] = (),
) -> Settled:
    """The figure for `field` of `vehicle` from `claims` (all of that field and vehicle, in any order).

    `sizes` are the canonical sizes of units by key; without them no unit word is suspected. `others` are the
    claims of the vehicle whose sentences may speak for a value in passing (see `witnesses`).
    """
    if len(claims) == 1 and not others and not judgements:
        figure = figure_of_one(field, vehicle, claims[0])
        if figure is not None:
            return Settled(figure, (replace(claims[0], relation=Relation.SAME, other_unit=None),))
    settlement = _Settlement(field, vehicle, claims, sources, judgements or {}, terms or Terms(), sizes or {})
    settlement.passing = named_in_passing(claims, others, sources)
    return settlement.run()


class _Settlement:
    """One run of the consensus; holds the parts that its steps share."""

    def __init__(
        self,
        field: Field,
        vehicle: str,
        claims: Sequence[Claim],
        sources: Mapping[str, Source],
        judgements: Mapping[str, Judgement],
        terms: Terms,
        sizes: Mapping[str, float],
    ) -> None:
        self.field, self.vehicle, self.terms, self.sizes = field, vehicle, terms, sizes
        self.meant: dict[str, Suspicion] = {}
        self.agreed: dict[tuple[int, int], bool] = {}
        self.passing: Mapping[str, frozenset[str]] = {}
        self.sources, self.judgements = sources, judgements
        self.claims = tuple(sorted(claims, key=lambda claim: claim.key))
        self.bracketed = {claim.key: claim.reading is not None and bracketed(claim) for claim in claims}
        self.voices = {claim.key: voice(sources[claim.source], sources) for claim in claims}

    def run(self) -> Settled:
        barred = {claim.key: reason for claim in self.claims if (reason := self._barred(claim))}
        counting = [claim for claim in self.claims if claim.key not in barred]
        if not counting:
            figure = self._missing(barred)
            return Settled(figure, tuple(replace(c, relation=barred[c.key]) for c in self.claims))
        exact = [claim for claim in counting if trust.QUALIFIER_TIER[claim.qualifier] == 0]
        self.meant = by_proof([claim for claim in exact if self._rank(claim) <= 0], self.sizes)
        chosen = self._choose([self._as_meant(claim) for claim in counting])
        relations = {claim.key: self._relation(claim, chosen) for claim in counting}
        differing = [claim for claim in exact if relations[claim.key] in (Relation.DIFFERS, Relation.SAME)]
        self.meant |= by_majority(differing, chosen, self.voices, self.sizes)
        for claim in counting:
            if self._mixed_up(claim, chosen):
                relations[claim.key] = Relation.MIX_UP
        related = tuple(self._related(claim, (relations | barred)[claim.key]) for claim in self.claims)
        return Settled(self._figure(chosen, related), related)

    def _as_meant(self, claim: Claim) -> Claim:
        """The claim with the reading that the detective has proved, where it has."""
        return replace(claim, reading=self.meant[claim.key].reading) if claim.key in self.meant else claim

    def _mixed_up(self, claim: Claim, chosen: Claim) -> bool:
        suspicion = self.meant.get(claim.key)
        return (
            suspicion is not None and chosen.reading is not None and agree(suspicion.reading, chosen.reading)
        )

    def _related(self, claim: Claim, relation: Relation) -> Claim:
        other = self.meant[claim.key].unit if relation is Relation.MIX_UP else None
        return replace(claim, relation=relation, other_unit=other)

    def _barred(self, claim: Claim) -> Relation | None:
        """Why a claim does not count, or None."""
        judgement = self.judgements.get(claim.key)
        if judgement and judgement.excluded:
            return Relation.EXCLUDED
        if claim.status == "misprint":
            return Relation.MISPRINT
        if claim.status not in trust.COUNTING_STATUS:
            return Relation.RUMOUR
        if claim.scope is not None and claim.scope not in self.field.own_scopes:
            return Relation.OTHER_SCOPE
        if self.field.numeric and claim.reading is None:
            return Relation.UNREAD
        return None

    def _missing(self, barred: Mapping[str, Relation]) -> Figure:
        reasons = set(barred.values())
        if not reasons:
            missing = Missing(MissingReason.NO_CLAIM)
        elif reasons == {Relation.EXCLUDED}:
            missing = Missing(MissingReason.EXCLUDED)
        else:
            scopes = {
                SCOPES[c.scope] for c in self.claims if c.scope and barred[c.key] is Relation.OTHER_SCOPE
            }
            words = [
                *sorted(scopes),
                *(_BARRED_WORDS[reason] for reason in _BARRED_WORDS if reason in reasons),
            ]
            missing = Missing(MissingReason.NOT_COUNTED, f"said only {_listed(words)}")
        return Figure(self.vehicle, self.field.key, None, None, 0, 0, None, missing)

    def _tier(self, claim: Claim) -> int:
        tier = trust.QUALIFIER_TIER[claim.qualifier]
        if claim.status == "estimate":
            tier = max(tier, trust.ESTIMATE_TIER)
        if claim.reading is not None and claim.reading.ambiguous:
            tier = max(tier, trust.AMBIGUOUS_TIER)
        return tier

    def _rank(self, claim: Claim) -> int:
        judgement = self.judgements.get(claim.key)
        return judgement.rank if judgement else 0

    def _agree(self, a: Claim, b: Claim) -> bool:
        if a.reading is None or b.reading is None:
            covers = self.terms.covers
            either = covers(a.field, a.value, b.value) or covers(a.field, b.value, a.value)
            return (
                either or self._same(a, b) or (self._rating and standing(a.value, b.value) is Relation.ECHO)
            )
        pair = (id(a.reading), id(b.reading))  # the detective may put another reading under the same key
        if pair not in self.agreed:
            self.agreed[pair] = (self.field.kind != "money" or a.reading.unit == b.reading.unit) and (
                agree(a.reading, b.reading)
                or (self.field.kind != "count" and neighbours(a.reading, b.reading))
            )
        return self.agreed[pair]

    def _same(self, a: Claim, b: Claim) -> bool:
        if a.reading is None or b.reading is None:
            spelt = fold(a.value) == fold(b.value)
            return spelt or (self._rating and standing(a.value, b.value) is Relation.SAME)
        return self._agree(a, b) and same_number(a.reading, b.reading)

    @property
    def _rating(self) -> bool:
        return self.field.kind == "rating"

    def _choose(self, counting: Sequence[Claim]) -> Claim:
        """The claim that is shown: rank first, then the best corroborated cluster and its spokesman."""
        best_rank = max(self._rank(claim) for claim in counting)
        ranked = [claim for claim in counting if self._rank(claim) == best_rank]
        if best_rank > 0:
            return self._spokesman(ranked, counting)
        candidates = self._candidates(counting)
        groups = self._groups(counting)
        clusters = [self._cluster(claim, groups) for claim in self._heads(candidates)]
        cluster = min(clusters, key=self._cluster_order)
        return self._spokesman([claim for claim in cluster if claim in candidates], cluster)

    def _candidates(self, counting: Sequence[Claim]) -> list[Claim]:
        """The claims that may make the figure: those of the best tier, in each currency by itself."""

        def currency(claim: Claim) -> str:
            return claim.reading.unit if claim.reading and self.field.kind == "money" else ""

        best: dict[str, int] = {}
        for claim in counting:
            if claim.key in self.meant:
                continue  # it supports a figure, but its words would be a wrong one
            place = currency(claim)
            best[place] = min(best.get(place, self._tier(claim)), self._tier(claim))
        return [
            claim
            for claim in counting
            if claim.key not in self.meant and self._tier(claim) == best[currency(claim)]
        ]

    def _heads(self, candidates: Sequence[Claim]) -> list[Claim]:
        """One claim for each distinct value."""
        heads: list[Claim] = []
        for claim in candidates:
            if not any(self._same(claim, head) for head in heads):
                heads.append(claim)
        return heads

    def _groups(self, counting: Sequence[Claim]) -> list[list[Claim]]:
        """The claims by distinct value, most voices first."""
        groups = [[c for c in counting if self._same(c, head)] for head in self._heads(counting)]
        return sorted(groups, key=lambda group: (-self._voice_count(group), group[0].key))

    def _cluster(self, seed: Claim, groups: Sequence[Sequence[Claim]]) -> list[Claim]:
        """The seed and every group of claims that agrees with all that is already in the cluster."""
        cluster = [claim for group in groups if self._same(group[0], seed) for claim in group]
        for group in groups:
            if not self._same(group[0], seed) and all(self._agree(group[0], member) for member in cluster):
                cluster.extend(group)
        return cluster

    def _voice_count(self, claims: Iterable[Claim]) -> int:
        return len({v for c in claims for v in (self.voices[c.key], *self.passing.get(c.key, ()))})

    def _cluster_order(self, cluster: Sequence[Claim]) -> tuple[int, int, tuple[object, ...]]:
        """Most voices; then most voices for one value; then the best claim in it."""
        largest = max(self._voice_count(group) for group in self._groups(cluster))
        return -self._voice_count(cluster), -largest, min(self._order(claim) for claim in cluster)

    def _order(self, claim: Claim) -> tuple[bool, int, bool, float, tuple[int, ...], str]:
        """No condition, source kind, no conversion in brackets, precision, latest date, then the key."""
        source = self.sources[claim.source]
        reading = claim.reading
        precision = fineness(reading) if reading else 0.0
        date = claim.valid_at or source.published or ""
        latest = tuple(-int(part) for part in [*date.split("-"), "0", "0"][:3] if part.isdigit())
        kind = trust.SOURCE_KINDS.index(source.kind)
        bracketed = self.bracketed[claim.key]
        return claim.condition is not None, kind, bracketed, precision, latest or (0,), claim.key

    def _spokesman(self, candidates: Sequence[Claim], voiced: Sequence[Claim]) -> Claim:
        """The claim that speaks for a cluster: see `trust.SPOKESMAN`."""

        def support(claim: Claim) -> int:
            return self._voice_count(c for c in voiced if self._same(c, claim))

        def usual(claim: Claim) -> int:
            """Voices that state it in the same unit as finely: "9 t" speaks for itself, not "9,000 kg"."""
            return self._voice_count(
                c for c in candidates if self._same(c, claim) and wording(c) == wording(claim)
            )

        def clear(claim: Claim) -> bool:
            return not self._rating or is_plain(claim.value)

        loudest = min(candidates, key=lambda c: (-support(c), not clear(c), -usual(c), self._order(c)))
        enough = trust.SPOKESMAN_VOICES * support(loudest)
        if loudest.reading is not None:
            near = [c for c in candidates if self._speaks_for(c.reading, loudest.reading)]
            better = [c for c in near if support(c) >= enough]
        elif self._rating:
            better = [c for c in candidates if names_more(c.value, loudest.value) and support(c) >= enough]
        else:
            better = [c for c in candidates if self.terms.covers(c.field, loudest.value, c.value)]
        finest = min(better, key=self._order, default=loudest)
        return min(
            (c for c in candidates if self._same(c, finest)),
            key=lambda c: (not clear(c), -usual(c), self._order(c)),
        )

    def _speaks_for(self, reading: Reading | None, loudest: Reading) -> bool:
        return (
            reading is not None
            and (self.field.kind != "money" or reading.unit == loudest.unit)
            and near(reading.si_low, loudest.si_low, trust.SPOKESMAN)
            and near(reading.si_high, loudest.si_high, trust.SPOKESMAN)
            and fineness(reading) <= min(trust.SPOKESMAN, fineness(loudest))
        )

    def _relation(self, claim: Claim, chosen: Claim) -> Relation:
        if self._same(claim, chosen):
            return Relation.SAME
        if self._agree(claim, chosen):
            return Relation.ECHO
        if self.field.many:
            return Relation.FITS
        if claim.reading is None or chosen.reading is None:
            stands = standing(claim.value, chosen.value) if self._rating else Relation.DIFFERS
            if stands is Relation.FITS:
                return stands
            apart = stands is Relation.APART
        elif self.field.kind == "money" and claim.reading.unit != chosen.reading.unit:
            apart = True
        elif holds(claim, claim.reading, chosen.reading):
            return Relation.FITS
        else:
            apart = False
        other_version = claim.condition is not None and claim.condition != chosen.condition
        return Relation.APART if apart or other_version else Relation.DIFFERS

    def _figure(self, chosen: Claim, claims: Sequence[Claim]) -> Figure:
        relations = {claim.relation for claim in claims}
        behind = [c for c in claims if c.relation in (Relation.SAME, Relation.ECHO, Relation.MIX_UP)]
        support = self._voice_count(behind)
        voices = self._voice_count(c for c in claims if c.relation in COUNTING)
        values = self._values(claims) if self.field.many else ()
        verdict: Verdict | None
        if len(values) > 1:
            verdict = None  # statements side by side neither agree nor differ
        elif any(c.relation is Relation.DIFFERS and _contradicts(c, chosen) for c in claims):
            verdict = Verdict.CONFLICT
        elif Relation.MIX_UP in relations:
            verdict = Verdict.MIX_UP
        elif Relation.ECHO in relations:
            verdict = Verdict.ECHO
        else:
            verdict = Verdict.AGREE if support > 1 else Verdict.SINGLE
        return Figure(
            vehicle=self.vehicle,
            field=self.field.key,
            claim=chosen.key,
            verdict=verdict,
            support=support,
            voices=voices,
            spread=_spread([c for c in claims if _contradicts(c, chosen)]),
            missing=None,
            values=values,
            reading=chosen.reading,
            qualifier=chosen.qualifier,
        )

    def _values(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Every distinct text of a field that holds several, the most voiced first."""
        counting = [claim for claim in claims if claim.relation in COUNTING]
        groups = self._groups(counting)
        return tuple(group[0].value for group in groups)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _contradicts(claim: Claim, chosen: Claim) -> bool:
    """Whether a claim has the weight to: an estimate does not contradict what somebody states."""
    return claim.status != "estimate" or chosen.status == "estimate"


def _spread(claims: Collection[Claim]) -> tuple[float, float] | None:
    """Lowest and highest canonical value that is stated and meant so; what only fits stays out."""
    stating = (Relation.SAME, Relation.ECHO, Relation.DIFFERS)
    readings = [c.reading for c in claims if c.reading and c.relation in stating]
    if not readings:
        return None
    return min(r.si_low for r in readings), max(r.si_high for r in readings)
