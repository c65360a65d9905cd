package io.dumpwarden.app.command;

import picocli.CommandLine.Command;

/** What dump tools are told. */
@Command(
    name = "dump-options",
    description = "What dump tools are told, and may be told.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DumpOptionsListCommand.class, DumpOptionsShowCommand.class})
final class DumpOptionsCommand {}
