package io.dumpwarden.preflight;

import io.dumpwarden.config.Sizes;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.AccountsGrant;
import io.dumpwarden.source.BinlogGrant;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Unproven;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a survey has to say: privileges that lack, tables and views that need care. */
final class SurveyFindings {

  /** How many names a line holds: a server may have 10,000 tables without a key. */
  private static final int NAMES = 10;

  private SurveyFindings() {}

  /** A line for each database with what it takes. */
  static List<Finding> sizes(Survey survey) {
    return survey.inventories().stream()
        .map(
            inventory ->
                Finding.ok(
                    check(inventory.database()),
                    "%s in %d tables"
                        .formatted(Sizes.text(inventory.dataBytes()), inventory.tables().size())))
        .toList();
  }

  static List<Finding> of(Survey survey) {
    List<Finding> findings = new ArrayList<>();
    if (survey.inventories().isEmpty()) {
      findings.add(noDatabases());
    }
    for (Inventory inventory : survey.inventories()) {
      tables(inventory).forEach(findings::add);
      views(inventory, survey.brokenViews()).ifPresent(findings::add);
      findings.addAll(privileges(inventory.database(), survey.server()));
    }
    findings.add(position(survey.server()));
    findings.add(accounts(survey.server()));
    return findings;
  }

  private static Finding noDatabases() {
    return Finding.error(
        "databases",
        new DumpwardenException(
            ErrorCode.NO_DATABASES,
            "the backup account sees none that a backup would take",
            "grant it SELECT, SHOW VIEW, TRIGGER and EVENT on what it is to dump, and routines as the README says",
            null));
  }

  private static List<Finding> tables(Inventory inventory) {
    List<Finding> findings = new ArrayList<>();
    List<String> unsafe = inventory.nonTransactionalTables();
    if (!unsafe.isEmpty()) {
      findings.add(
          Finding.warning(
              check(inventory.database()),
              "may change while it is dumped: " + some(unsafe),
              "convert these tables to InnoDB, or dump while nobody writes"));
    }
    List<String> keyless = inventory.tablesWithoutPrimaryKey();
    if (!keyless.isEmpty()) {
      findings.add(
          Finding.warning(
              check(inventory.database()),
              "without a primary key: " + some(keyless),
              "add one to each: without it rows cannot be told apart, and replicas fall behind"));
    }
    return findings;
  }

  private static Optional<Finding> views(Inventory inventory, List<BrokenView> all) {
    List<String> broken =
        all.stream()
            .filter(view -> view.database().equals(inventory.database()))
            .map(view -> "%s (%s)".formatted(view.name(), view.problem()))
            .toList();
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                check(inventory.database()),
                "broken views, which a dump leaves out: " + some(broken),
                "mend or drop them; until then the manifest keeps their text and runs end partial"));
  }

  private static List<Finding> privileges(String database, ServerFacts server) {
    return Unproven.in(database, server).stream()
        .map(
            part ->
                Finding.warning(
                    check(database),
                    part.what()
                        + " may be missing in a dump: the account is not proven to see all of them",
                    "run " + part.remedy()))
        .toList();
  }

  private static Finding position(ServerFacts server) {
    String check = "position";
    if (!server.binlog()) {
      return Finding.ok(check, "the server writes no binary log");
    }
    return BinlogGrant.remedy(server)
        .map(
            remedy ->
                Finding.warning(
                    check,
                    "the account may not ask where the binary log stands: backups will not know the file and position to replay from",
                    "run " + remedy))
        .orElseGet(() -> Finding.ok(check, "the account may ask where the binary log stands"));
  }

  private static Finding accounts(ServerFacts server) {
    String check = "users and grants";
    return AccountsGrant.remedy(server)
        .map(
            remedy ->
                Finding.warning(
                    check,
                    "the account may not read those of others: backups will lack them",
                    "run " + remedy + " or leave them out by --exclude-users"))
        .orElseGet(() -> Finding.ok(check, "the account may read those of all accounts"));
  }

  private static String some(List<String> names) {
    if (names.size() <= NAMES) {
      return String.join(", ", names);
    }
    return "%s and %d more"
        .formatted(String.join(", ", names.subList(0, NAMES)), names.size() - NAMES);
  }

  private static String check(String database) {
    return "database " + database;
  }
}
