package io.dumpwarden.app.command;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.Problem;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds the servers of a file, all of them or none. */
final class FleetAddition {

  private final Platform platform;
  private final List<FleetEntry> entries;
  private final Actor actor;

  FleetAddition(Platform platform, FleetInput input, Actor actor) {
    this.platform = platform;
    this.entries = input.entries();
    this.actor = actor;
  }

  /** Answers the exit code; everything that is wrong goes to {@code err}. */
  int run(boolean dryRun, PrintWriter out, PrintWriter err) {
    List<String> wrong = wrong();
    if (!wrong.isEmpty()) {
      wrong.forEach(line -> err.println("error: " + Table.harmless(line)));
      err.println("hint: nothing was added; correct these and try again");
      err.flush();
      return ExitCode.USAGE;
    }
    if (dryRun) {
      table().print(out);
    } else {
      platform.editor().addAll(ConfigKind.SERVER, changes(), actor);
    }
    out.printf("%s %d servers%n", dryRun ? "would add" : "added", entries.size());
    out.flush();
    return ExitCode.DONE;
  }

  private List<String> wrong() {
    List<List<Problem>> problems = platform.editor().problems(ConfigKind.SERVER, changes());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      FleetEntry entry = entries.get(i);
      Stream.concat(entry.problems().stream(), problems.get(i).stream())
          .forEach(problem -> lines.add(entry.where() + ": " + problem));
    }
    return lines;
  }

  private List<RowChanges> changes() {
    return entries.stream().map(FleetEntry::changes).toList();
  }

  private Table table() {
    Table table = new Table("NAME", "FLAVOR", "HOST", "PORT", "USER", "TLS", "LABELS");
    Map<String, String> standards = ConfigKind.SERVER.standards();
    for (FleetEntry entry : entries) {
      Map<String, @Nullable String> fields = entry.changes().fields();
      table.row(
          fields.get("name"),
          fields.get("flavor"),
          fields.get("host"),
          fields.getOrDefault("port", standards.get("port")),
          fields.get("username"),
          fields.getOrDefault("tls_mode", standards.get("tls_mode")),
          fields.getOrDefault("labels", ""));
    }
    return table;
  }
}
