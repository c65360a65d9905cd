package io.dumpwarden.app.command;

import io.dumpwarden.config.Settings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ticket of the work that a backup belongs to. */
final class TicketOption {

  /** It stands in file names. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  @Option(
      names = "--ticket",
      paramLabel = "ID",
      description =
          "The ticket it belongs to: stands on the run, in the manifest and in file names.")
  private @Nullable String ticket;

  /**
   * Null where none is given.
   *
   * @throws IllegalArgumentException where it has another form than tickets have
   */
  @Nullable String value() {
    if (ticket != null && !FORM.matcher(ticket).matches()) {
      throw new IllegalArgumentException(
          ("--ticket: '%s' is no ticket: letters, digits, '_' and '-', at most 40, a letter or"
                  + " digit first")
              .formatted(Table.harmless(ticket)));
    }
    return ticket;
  }

  /**
   * Throws {@link IllegalArgumentException} where the settings ask for a ticket and none is given.
   */
  void require(Settings settings) {
    if (ticket == null && settings.ticketRequired()) {
      throw new IllegalArgumentException(
          "setting ticket_required asks for the ticket that this belongs to: give it by --ticket");
    }
  }
}
