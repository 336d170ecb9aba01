"""A plan as a return tells it: what it names, what was reviewed, where the person learns and what they need."""

from dataclasses import replace
from datetime import date
from functools import cache

from wherewithal.domain.formats.sen2.trees import Tree
from wherewithal.domain.synth import reviews
from wherewithal.domain.synth.calibration import published
from wherewithal.domain.synth.days import academic_year, age
from wherewithal.domain.synth.dice import Dice, Shares
from wherewithal.domain.synth.history import Plan
from wherewithal.domain.synth.person import Person
from wherewithal.domain.synth.places import IN_WORDS, NO_EDUCATION, Place, Stay
from wherewithal.domain.synth.plan import SynthPlan
from wherewithal.domain.synth.records import Value, record
from wherewithal.domain.synth.reviews import Review

ELSEWHERE = Place("elsewhere", "other_arrangements_la", setting="OLA")


class PlanTeller:
    """Tells the plans of one person on the day of one return."""

    def __init__(self, whom: Person, plan: SynthPlan) -> None:
        self.whom = whom
        self.year, self.seed = plan.year, plan.seed
        self.on, self.first = plan.told_on, plan.period_starts_on

    def known(self, plan: Plan | None) -> bool:
        return plan is not None and plan.starts_on <= self.on

    def tell(self, plan: Plan) -> tuple[Tree, Tree]:
        """The plan, and its module of reviews, placements and needs."""
        stays = self.stays(plan)
        return self.named(plan, stays[-1].place), self.active(plan, stays)

    def named(self, plan: Plan, attended: Place) -> Tree:
        place = self.whom.path.named(attended, self.last_day(plan))
        learns_there = place == attended
        return record(
            "NamedPlan",
            self.year,
            StartDate=plan.starts_on,
            PlanRes=self.whom.path.is_residential(place) if learns_there else None,
            PlanWBP=self.work_based(place) if learns_there else None,
            CeaseDate=plan.ends_on if self.ended(plan) else None,
            CeaseReason=_why_ended(plan, attended) if self.ended(plan) else None,
            PlanDetail=[record("PlanDetail", self.year, PlacementRank=1, **self.identity(place))],
            **self.budget(),
        )

    def active(self, plan: Plan, stays: list[Stay]) -> Tree:
        review = self.review(plan)
        due_on, final_on = self.transfer(plan)
        new_here = plan.arrived_on is not None and plan.arrived_on >= self.first
        return record(
            "ActivePlans",
            self.year,
            TransferLA=plan.arrived_from if new_here else None,
            ReviewMeeting=review.met_on if review else None,
            ReviewOutcome=review.outcome if review else None,
            ReviewDraft=review.drafted_on if review else None,
            PhaseTransferDueDate=due_on,
            PhaseTransferFinalDate=final_on,
            LastReview=review.decided_on if review else None,
            PlacementDetail=self.placements(plan, stays, review),
            SENneed=self.needs(),
        )

    def budget(self) -> dict[str, Value]:
        dice = Dice(self.seed, self.whom.number, "budget")
        if not dice.chance(_budget_share()):
            return {"PB": False}
        organised, payment = dice.draw(_budget_routes())
        return {"PB": True, "OA": organised, "DP": payment}

    def review(self, plan: Plan) -> Review | None:
        until = min(self.on, plan.ends_on) if plan.ends_on else self.on
        return reviews.latest(Dice(self.seed, self.whom.number, plan.starts_on, "reviews"), plan, until)

    def transfer(self, plan: Plan) -> tuple[date | None, date | None]:
        if self.ended(plan):
            return None, None
        dice = Dice(self.seed, self.whom.number, academic_year(self.on), "transfer")
        due_on, final_on = reviews.transfer(dice, self.whom.life.born_on, self.on)
        here_since = plan.arrived_on or plan.starts_on
        return due_on, final_on if final_on and final_on > here_since else None

    def placements(self, plan: Plan, stays: list[Stay], review: Review | None) -> list[Tree]:
        """The main places since the period began, or the plan did; for some a second place beside the last."""
        began_on = max(self.first, plan.arrived_on or plan.starts_on)
        told = [stay for stay in stays if stay.meets(began_on, self.on)]
        last = told[-1]
        if last.place.setting == "NEET" and review and review.outcome == "C" and not self.ended(plan):
            told[-1] = replace(last, place=replace(last.place, setting="NIEC"))
        found = [self.placement(stay, 1) for stay in told]
        if self.whom.path.second_place and last.place.urn:
            found.append(self.placement(replace(last, place=ELSEWHERE), 2))
        return found

    def placement(self, stay: Stay, rank: int) -> Tree:
        learns = stay.place.setting not in NO_EDUCATION
        return record(
            "PlacementDetail",
            self.year,
            PlacementRank=rank,
            EntryDate=stay.entered_on,
            LeavingDate=stay.left_on if stay.left_on and stay.left_on <= self.on else None,
            AttendancePattern="F" if rank == 1 and learns else "P",
            Res=self.whom.path.is_residential(stay.place),
            WBP=self.work_based(stay.place),
            **self.identity(stay.place) | ({"SENSettingOther": stay.words} if stay.words else {}),
        )

    def identity(self, place: Place) -> dict[str, Value]:
        setting = "OLA" if place.setting == "OTH" and self.year < 2024 else place.setting
        return {
            "URN": place.urn,
            "UKPRN": place.ukprn,
            "SENsetting": setting,
            "SENSettingOther": IN_WORDS.get(setting),
            "SENunitIndicator": place.unit,
            "ResourcedProvisionIndicator": place.resourced,
        }

    def needs(self) -> list[Tree]:
        codes = ("OTH" if need == "DS" and self.year < 2025 else need for need in self.whom.needs)
        return [
            record("SENneed", self.year, SENtype=code, SENtypeRank=rank) for rank, code in enumerate(codes, start=1)
        ]

    def stays(self, plan: Plan) -> list[Stay]:
        """The main places up to the end of the plan, or to the day of telling."""
        stays = self.whom.path.stays(plan.starts_on, self.first, self.last_day(plan), plan.arrived_on)
        return [*stays[:-1], replace(stays[-1], left_on=plan.ends_on)] if self.ended(plan) else stays

    def last_day(self, plan: Plan) -> date:
        return plan.ends_on if plan.ends_on and plan.ends_on <= self.on else self.on

    def ended(self, plan: Plan) -> bool:
        return plan.ends_on is not None and plan.ends_on <= self.on

    def work_based(self, place: Place) -> str:
        return self.whom.path.is_work_based(place, age(self.whom.life.born_on, self.on))


def _why_ended(plan: Plan, last: Place) -> str:
    """Needs are not met without a plan where there is no education any more."""
    return "6" if plan.why_ended == "2" and last.setting in NO_EDUCATION else plan.why_ended


@cache
def _budget_share() -> float:
    return published("budgets").total("personal_budget") / published("plans_in_force").last("ehcplans")


@cache
def _budget_routes() -> Shares[tuple[bool, str]]:
    """Whether organised for the family, and the area of direct payments; a budget has at least one of the two."""
    row = published("budgets").row(0)
    areas = {"E": row["pb_education"], "H": row["pb_health"], "S": row["pb_social"], "I": row["pb_integrated"]}
    direct = sum(areas.values())
    only = row["personal_budget"] - direct
    both = (row["org_arrangments"] - only) / direct
    counts: dict[tuple[bool, str], float] = {(True, ""): only}
    for area, count in areas.items():
        counts |= {(True, area): count * both, (False, area): count * (1 - both)}
    return Shares(counts.keys(), counts.values())
