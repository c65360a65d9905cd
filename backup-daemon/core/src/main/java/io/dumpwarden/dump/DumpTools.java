package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the dump program that fits a server. Safe for use by many threads. */
public final class DumpTools {

  private final ProgramFinder finder;
  private final ToolOptionsFinder options = new ToolOptionsFinder();

  public DumpTools(ProgramFinder finder) {
    this.finder = finder;
  }

  /**
   * MariaDB is dumped by the first mariadb-dump; MySQL by Oracle's mysqldump, the closest release
   * that is not older than the server, or by mariadb-dump where that is safe.
   *
   * @throws DumpwardenException {@code DUMP_TOOL_MISSING}; {@code DUMP_TOOL_UNSUITABLE} when the
   *     dump would not restore
   */
  public ToolChoice choose(ServerFacts server, List<Inventory> inventories) {
    List<ClientProgram> found = finder.find("mariadb-dump", "mysqldump");
    return switch (server.flavor()) {
      case MARIADB -> new ToolChoice(mariaDb(found).orElseThrow(() -> missing(server)), List.of());
      case MYSQL -> forMySql(found, server, inventories);
    };
  }

  /** Which options a program has. */
  ToolOptions options(ClientProgram program) {
    return options.of(program);
  }

  private ToolChoice forMySql(
      List<ClientProgram> found, ServerFacts server, List<Inventory> inventories) {
    Optional<ClientProgram> oracle = oracle(found, server.release());
    if (oracle.isEmpty()) {
      return substitute(mariaDb(found).orElseThrow(() -> missing(server)), inventories);
    }
    ClientProgram program = oracle.get();
    if (program.release().compareTo(server.release()) < 0 && olderSeries(program, server)) {
      return new ToolChoice(program, List.of(older(program, server)));
    }
    return new ToolChoice(program, List.of());
  }

  /** The closest release at or above the server's, otherwise the newest there is. */
  private static Optional<ClientProgram> oracle(List<ClientProgram> found, Version server) {
    Comparator<ClientProgram> byRelease = Comparator.comparing(ClientProgram::release);
    List<ClientProgram> programs =
        found.stream().filter(program -> program.flavor() == Flavor.MYSQL).toList();
    return programs.stream()
        .filter(program -> program.release().compareTo(server) >= 0)
        .min(byRelease)
        .or(() -> programs.stream().max(byRelease));
  }

  private static Optional<ClientProgram> mariaDb(List<ClientProgram> found) {
    return found.stream().filter(program -> program.flavor() == Flavor.MARIADB).findFirst();
  }

  private static boolean olderSeries(ClientProgram program, ServerFacts server) {
    return !program.release().atLeast(server.release().major(), server.release().minor());
  }

  private static String older(ClientProgram program, ServerFacts server) {
    return "%s is older than the server (%s): what it does not know may be missing from the dump"
        .formatted(program.describe(), server.version());
  }

  /** mariadb-dump writes values for generated columns, which MySQL refuses with error 3105. */
  private static ToolChoice substitute(ClientProgram program, List<Inventory> inventories) {
    for (Inventory inventory : inventories) {
      refuseGenerated(program, inventory);
    }
    return new ToolChoice(
        program,
        List.of(
            "dumped from MySQL with %s: install Oracle's mysqldump for a dump that is sure to restore everything"
                .formatted(program.describe())));
  }

  private static void refuseGenerated(ClientProgram program, Inventory inventory) {
    List<String> generated = inventory.tablesWithGeneratedColumns();
    if (!generated.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.DUMP_TOOL_UNSUITABLE,
          "only %s is there for a MySQL server, and its dump of %s would not restore, because of the generated columns in: %s"
              .formatted(program.describe(), inventory.database(), String.join(", ", generated)));
    }
  }

  private DumpwardenException missing(ServerFacts server) {
    String name = server.flavor() == Flavor.MARIADB ? "mariadb-dump" : "mysqldump";
    return new DumpwardenException(
        ErrorCode.DUMP_TOOL_MISSING, "no %s found in %s".formatted(name, finder.whereItLooked()));
  }
}
