package io.dumpwarden.app.command;

import picocli.CommandLine.Command;

/** What the metadata store knows of the storages. */
@Command(
    name = "catalog",
    description = "Holds the catalog of backups against the storages, or makes it again from them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CatalogCheckCommand.class, CatalogRebuildCommand.class})
final class CatalogCommand {}
