package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects why a snapshot is not as it was wished. */
final class Reasons {

  private final ServerFacts server;
  private final SnapshotWishes wishes;
  private final List<Supplier<String>> said = new ArrayList<>();
  private boolean exact;

  Reasons(ServerFacts server, SnapshotWishes wishes) {
    this.server = server;
    this.wishes = wishes;
  }

  /**
   * @param position whether the position is that of the snapshot all the same
   */
  List<String> all(boolean position) {
    exact = position;
    return said.stream().map(Supplier::get).filter(words -> !words.isEmpty()).toList();
  }

  /**
   * @param scattered whether connections came to several servers
   */
  void connections(int opened, int wanted, boolean scattered) {
    if (opened < wanted) {
      String why =
          scattered
              ? "connections come to several servers, as behind a balancer"
              : "the server takes no more connections of this account";
      said.add(() -> "%s: %d of %d read".formatted(why, opened, wanted));
    }
  }

  void missing(List<String> privileges) {
    said.add(
        () ->
            consequences().isEmpty()
                ? ""
                : "the account may not hold writers off for a moment: %s; to allow it, run %s"
                    .formatted(consequences(), grant(privileges)));
  }

  void missingForBackupLock(List<String> privileges) {
    if (!privileges.isEmpty()) {
      said.add(
          () ->
              "definitions may change while the dump reads, and end it: to have such statements"
                  + " wait, run "
                  + grant(privileges));
    }
  }

  void noLock(Attempted.Missed missed) {
    said.add(
        () ->
            consequences().isEmpty()
                ? ""
                : "no lock to hold writers off (%s): %s".formatted(missed.why(), consequences()));
  }

  void noBackupLock(Attempted.Missed missed) {
    said.add(
        () ->
            "definitions may change while the dump reads, and end it: no backup lock (%s)"
                .formatted(missed.why()));
  }

  private String consequences() {
    List<String> all = new ArrayList<>();
    if (wishes.connections() > 1) {
      all.add("one connection reads instead of " + wishes.connections());
    }
    if (server.flavor() == Flavor.MYSQL && server.binlog() && !exact) {
      all.add("the position of the binary log is that of a moment near it");
    }
    return String.join(", ", all);
  }

  /** The statement that grants them to the account. */
  String grant(List<String> privileges) {
    return "GRANT %s ON *.* TO %s;"
        .formatted(String.join(", ", privileges), server.grants().account());
  }
}
