package io.dumpwarden.access;

import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.access.UserEditor.NewUser;
import io.dumpwarden.backup.SettableClock;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiApiTokens;
import io.dumpwarden.metadata.JdbiAuditLog;
import io.dumpwarden.metadata.JdbiLoginFailures;
import io.dumpwarden.metadata.JdbiSessions;
import io.dumpwarden.metadata.JdbiUsers;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.storage.Secret;
import java.util.List;

/** Users and what they do, on a real store, with a clock to set. */
final class AccessScene {

  static final Secret PASSWORD = Secret.of("correct-horse");
  static final Secret WRONG = Secret.of("wrong-horse");
  static final Actor ROOT = new Actor("root", "cli");
  static final Visitor HOME = new Visitor("ui", "192.0.2.7", "a browser");

  /** One for all: hashing takes its time. */
  static final Passwords PASSWORDS = new Passwords();

  final SettableClock clock = new SettableClock();
  final TestDatabase database;
  final AccessStore store;
  final Logins logins;
  final UserEditor users;
  final TokenEditor tokens;
  final SessionKeeper sessions;

  AccessScene(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = on(database.store());
    this.logins = new Logins(store, PASSWORDS, clock);
    this.users = new UserEditor(store, PASSWORDS, clock);
    this.tokens = new TokenEditor(store, clock);
    this.sessions = new SessionKeeper(store.sessions(), clock);
  }

  /** What another node has. */
  static AccessStore on(MetadataStore store) {
    return new AccessStore(
        new JdbiUsers(store),
        new JdbiSessions(store),
        new JdbiApiTokens(store),
        new JdbiLoginFailures(store),
        new JdbiAuditLog(store));
  }

  void add(String name, Role role) {
    users.add(new NewUser(name, role.id(), PASSWORD, false), ROOT);
  }

  Result login(String name, Secret password) {
    return logins.login(name, password, HOME);
  }

  /** The cookie of a login that has to succeed. */
  Secret in(String name) {
    return ((Result.Welcome) login(name, PASSWORD)).opened().cookie();
  }

  /** The newest entries of the audit trail, newest first: {@code login ada}. */
  List<String> audited(int count) {
    return store.audit().latest(count).stream()
        .map(entry -> entry.action() + " " + entry.key())
        .toList();
  }

  void close() {
    database.closeStores();
  }
}
