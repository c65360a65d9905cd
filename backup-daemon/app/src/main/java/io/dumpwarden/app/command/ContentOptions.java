package io.dumpwarden.app.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What of the databases goes into a backup. */
final class ContentOptions {

  @Option(names = "--exclude-data", description = "The structure only, no rows.")
  private boolean excludeData;

  @Option(
      names = "--exclude-table",
      paramLabel = "DB.TABLE",
      description = "Not this table; patterns on both sides; repeatable.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--exclude-table-data",
      paramLabel = "DB.TABLE",
      description = "Not this table's rows; patterns on both sides; repeatable.")
  private List<String> tableData = new ArrayList<>();

  @Option(names = "--exclude-users", description = "No accounts and grants beside the dump.")
  private boolean excludeUsers;

  void into(SpecWords spec) {
    spec.flag("exclude_data", excludeData)
        .list("exclude_tables", SpecWords.patterns(tables))
        .list("exclude_table_data", SpecWords.patterns(tableData))
        .flag("exclude_users", excludeUsers);
  }
}
