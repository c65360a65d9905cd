package io.dumpwarden.app.desk;

import io.dumpwarden.admin.route.FieldProblems;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Tickets;
import org.jspecify.annotations.Nullable;

/** What tickets must look like, and whether one must be given. */
record TicketRule(Platform platform) {

  void require(@Nullable String ticket) {
    FieldProblems problems = new FieldProblems();
    check(ticket, problems);
    problems.throwIfAny("the request");
  }

  void check(@Nullable String ticket, FieldProblems problems) {
    if (ticket == null && platform.snapshots().get().settings().ticketRequired()) {
      problems.add("ticket", "is required by setting ticket_required");
    }
    if (ticket != null && !Tickets.isOne(ticket)) {
      problems.add("ticket", "is no ticket: " + Tickets.FORM);
    }
  }
}
