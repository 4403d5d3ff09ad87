"""What is over is kept as long as the operator says, and what is not over stays however old it is."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from db.retention import Retention
from jobs.upkeep import Upkeep
from scheduling.appointments import Partstat
from scheduling.clock import MovableClock
from tests.services.world import World, opened


async def counted(world: World) -> dict[str, int]:
    tables = ("appointments", "participants", "changes", "notices")
    return {
        table: (await world.connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() for table in tables
    }


async def life(world: World) -> None:
    """Over on 4 November, and still to come on 20 November; all that was due has been sent."""
    review = await world.booked(at="2026-11-04T09:00", to="bo")
    await world.answers("bo", review, Partstat.ACCEPTED)
    await world.booked("Demo", at="2026-11-20T08:00", to="bo")
    await world.connection.execute(text("UPDATE notices SET state = 'sent'"))
    await world.connection.commit()


async def test_for_ever_unless_told_otherwise(database_url: str, clock: MovableClock) -> None:
    async with opened(database_url) as world:
        await life(world)
        before = await counted(world)
        clock.advance(timedelta(days=3650))
        await Upkeep(world.engine, clock).every_minute()
        assert await counted(world) == before


async def test_each_kind_goes_in_its_time(database_url: str, clock: MovableClock) -> None:
    async with opened(database_url) as world:
        await life(world)
        kept = Retention(appointments=timedelta(days=10), notices=timedelta(days=5))
        upkeep = Upkeep(world.engine, clock, kept=kept)
        about = text("SELECT count(*) FROM notices n JOIN appointments a ON a.id = n.appointment_id WHERE a.title = :t")
        await world.connection.commit()
        assert (await world.connection.execute(about, {"t": "Review"})).scalar_one() > 0
        demo = (await world.connection.execute(about, {"t": "Demo"})).scalar_one()
        await world.connection.commit()
        clock.advance(timedelta(days=7))
        await upkeep.every_minute()
        # Notices of what is still to come are older than five days, and stay: they keep it from being told twice.
        assert await counted(world) == {"appointments": 2, "participants": 4, "changes": 0, "notices": demo}
        await world.connection.commit()
        clock.advance(timedelta(hours=23))
        await upkeep.every_minute()
        clock.advance(timedelta(days=4))
        await upkeep.every_minute()
        assert (await counted(world))["appointments"] == 1
