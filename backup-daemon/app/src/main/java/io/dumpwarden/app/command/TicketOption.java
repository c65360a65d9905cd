package io.dumpwarden.app.command;

import io.dumpwarden.app.Tickets;
import io.dumpwarden.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ticket of the work that a backup belongs to. */
final class TicketOption {

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
    if (ticket != null && !Tickets.isOne(ticket)) {
      throw new IllegalArgumentException(
          "--ticket: '%s' is no ticket: %s".formatted(Table.harmless(ticket), Tickets.FORM));
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
