package io.dumpwarden.dump;

import io.dumpwarden.source.BinlogGrant;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dump program is told to write the position of the binary log into its dump, found out by
 * trying. None of the options makes a dump fail for want of a privilege.
 *
 * <p>mariadb-dump needs no privilege and takes no lock: the server tells the position of its
 * snapshot. mysqldump takes the global read lock for the moment in which the snapshot begins. With
 * GTIDs its dump must go through {@link LoggedRestoreStream}.
 *
 * @param options to stand behind all others; may be empty
 * @param exact whether the position is that of the very snapshot dumped
 * @param remedy the statement that would make it exact; null where it is so, or nothing would
 */
public record PositionOptions(List<String> options, boolean exact, @Nullable String remedy) {

  private static final PositionOptions NONE = new PositionOptions(List.of(), false, null);

  public PositionOptions {
    options = List.copyOf(options);
  }

  /** For a dump in a single transaction. */
  public static PositionOptions of(ClientProgram program, ServerFacts server) {
    if (!server.binlog() || program.flavor() != server.flavor()) {
      return NONE;
    }
    return switch (program.flavor()) {
      case MARIADB -> new PositionOptions(List.of("--master-data=2", "--gtid"), true, null);
      case MYSQL -> knowsStatement(program, server) ? mySql(program, server) : NONE;
    };
  }

  private static PositionOptions mySql(ClientProgram program, ServerFacts server) {
    String missing = String.join(", ", missing(server));
    if (!missing.isEmpty()) {
      String account = server.grants().account();
      return new PositionOptions(
          List.of(), false, "GRANT %s ON *.* TO %s;".formatted(missing, account));
    }
    List<String> options = new ArrayList<>();
    options.add(since(program, 8, 0, 26) ? "--source-data=2" : "--master-data=2");
    if (server.gtids() && since(program, 8, 0, 17)) {
      options.add("--set-gtid-purged=COMMENTED");
    }
    return new PositionOptions(options, true, null);
  }

  private static List<String> missing(ServerFacts server) {
    List<String> missing = new ArrayList<>();
    boolean hasFlushTables = server.release().compareTo(new Version(8, 0, 23)) >= 0;
    Grants grants = server.grants();
    if (!grants.holds("RELOAD") && !(hasFlushTables && grants.holds("FLUSH_TABLES"))) {
      missing.add(hasFlushTables ? "FLUSH_TABLES" : "RELOAD");
    }
    if (!BinlogGrant.mayAsk(server)) {
      missing.add("REPLICATION CLIENT");
    }
    return missing;
  }

  /** MySQL 8.4 no longer takes the statement that programs before 8.2 ask it. */
  private static boolean knowsStatement(ClientProgram program, ServerFacts server) {
    return since(program, 8, 2, 0) || !server.release().atLeast(8, 4);
  }

  private static boolean since(ClientProgram program, int major, int minor, int patch) {
    return program.release().compareTo(new Version(major, minor, patch)) >= 0;
  }
}
