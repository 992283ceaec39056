"""The command `copy`: writes a comparison as those who take it want it, by the name of a copy profile."""

from pathlib import Path

import click
from msgspec.structs import replace

from carspec.cli_words import found, known, query_of
from carspec.core.errors import CarspecError
from carspec.core.sheet import build
from carspec.session import Session


@click.command()
@click.argument("vehicles", nargs=-1, metavar="VEHICLE...")
@click.option("--profile", metavar="PROFILE", help="Whom the copy is for: see 'carspec copy --profiles'.")
@click.option("--profiles", is_flag=True, help="List the copy profiles.")
@click.option("--fields", metavar="A,B", help="Only these fields; the profile orders them.")
@click.option("--sources/--no-sources", default=None, help="Overrule what the profile says about sources.")
@click.option("--transpose", is_flag=True, help="One row a vehicle, one column a field.")
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of the terminal.",
)
@click.pass_obj
def copy(
    session: Session,
    vehicles: tuple[str, ...],
    profile: str | None,
    profiles: bool,
    fields: str | None,
    sources: bool | None,
    transpose: bool,
    output: Path | None,
) -> None:
    """Write a comparison of the VEHICLES after a copy profile: units, order, numbers, labels, format."""
    from carspec.output.copying import copy_profiles, written
    from carspec.output.files import write_whole

    library = session.library
    all_profiles = copy_profiles(library, session.folders.settings)
    if profiles:
        width = max(map(len, all_profiles)) + 2
        for each in all_profiles.values():
            click.echo(f"{each.key:{width}}{each.format:12}{each.description}")
        return
    if not vehicles or profile is None:
        missing = "Name the vehicles to copy" if profile else "Name the copy profile"
        raise CarspecError(f'{missing}, such as: carspec copy "s 680 guard" --profile english-wikipedia.')
    chosen = all_profiles[known("copy profile", profile, list(all_profiles))]
    query = query_of(library, found(session, vehicles), fields, chosen.units)
    query = replace(query, transposed=transpose)
    text = written(build(library, query), chosen, sources)
    if output is None:
        click.echo(text.removeprefix("\ufeff"), nl=not text.endswith("\n"))
    else:
        write_whole(output, text)
        click.echo(f"Wrote {output}.", err=True)
