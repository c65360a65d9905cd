package io.dumpwarden.app.command;

import io.dumpwarden.restore.DatabasePlan;
import io.dumpwarden.restore.Difference;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.source.ObjectKind;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a restore would change, for people. */
final class RestorePlanText {

  private final PrintWriter out;

  RestorePlanText(PrintWriter out) {
    this.out = out;
  }

  void print(RestorePlan plan) {
    RestoreRequest request = plan.request();
    line(
        "Restore of %s into server %s (%s)"
            .formatted(
                plan.source(), request.target().name(), request.target().login().describe()));
    if (request.users().which() != Which.ONLY) {
      plan.databases().forEach(database -> line("  " + what(database, request)));
    }
    safety(plan);
    if (request.users().which() != Which.NONE) {
      line(
          "  accounts and grants: those that exist %s"
              .formatted(
                  request.users().replaceExisting()
                      ? "get the backup's password and grants"
                      : "are left as they are"));
    }
    plan.differences().stream().map(Difference::line).forEach(this::note);
    plan.warnings().forEach(this::note);
    plan.problems().forEach(problem -> line("  refused: " + problem));
  }

  private void safety(RestorePlan plan) {
    List<String> endangered = plan.endangered();
    if (!endangered.isEmpty()) {
      String names = String.join(", ", endangered);
      line(
          plan.request().safetyBackup()
              ? "  before that, a backup of what is there: " + names
              : "  no backup is taken of what is there: " + names);
    }
  }

  private static String what(DatabasePlan database, RestoreRequest request) {
    String from =
        database.from().equals(database.to())
            ? ""
            : " (%s in the backup)".formatted(database.from());
    String tables =
        request.choice().tables().isEmpty()
            ? ""
            : ", only "
                + request.choice().tables().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
    return "database %s%s%s: %s".formatted(database.to(), from, tables, outcome(database, request));
  }

  private static String outcome(DatabasePlan database, RestoreRequest request) {
    boolean some = !request.choice().tables().isEmpty();
    return switch (database.action()) {
      case CREATE -> "made";
      case FILL -> "filled; it is there and empty";
      case RESUME -> "filled on, where an earlier restore stopped";
      case REFUSE -> "refused; it holds " + contents(database);
      case REPLACE ->
          "replaced by a swap; %s %s"
              .formatted(
                  some ? "of what it holds, only these go:" : "what goes:", contents(database));
      case LOAD_OVER ->
          "emptied, then loaded over; %s %s"
              .formatted(
                  some ? "of what it holds, only these go:" : "what goes:", contents(database));
    };
  }

  private static String contents(DatabasePlan database) {
    return Arrays.stream(ObjectKind.values())
        .filter(kind -> database.there() != null && !database.there().names(kind).isEmpty())
        .map(
            kind ->
                "%d %s%s"
                    .formatted(
                        database.there().names(kind).size(),
                        kind.word(),
                        database.there().names(kind).size() == 1 ? "" : "s"))
        .collect(Collectors.joining(", "));
  }

  private void note(String text) {
    line("  note: " + text);
  }

  private void line(String text) {
    out.println(Table.harmless(text));
  }
}
