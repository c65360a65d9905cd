package io.dumpwarden.app.command;

import io.dumpwarden.app.ChannelLook;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.view.Findings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries a channel as a notice would. */
@Command(
    name = "test",
    description = "Sends a test through a channel now, and says how it ended.",
    modelTransformer = RowCommand.Options.class)
final class ChannelTestCommand extends RowCommand {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ChannelTestCommand(CommandContext context) {
    super(context, RowForms.CHANNEL);
  }

  @Override
  public Integer call() {
    try (Platform platform = context().open()) {
      ConfigRow row = row(platform);
      Findings found = ChannelLook.of(platform).at(row);
      return FindingsText.print(found, out(), json, "channel", row.key());
    }
  }
}
