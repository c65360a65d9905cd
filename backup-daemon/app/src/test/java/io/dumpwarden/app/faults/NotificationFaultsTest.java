package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.NotifyWiring;
import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.notify.Message;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that fails, hangs, and works again; the daemon is restarted in between. */
class NotificationFaultsTest {

  private static final Actor ACTOR = new Actor("test", "cli");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);

  @Test
  void nothingIsLostToldTwiceOrHeldUp() throws Exception {
    SampleDatabase.small(source, "notified");
    TestStore store = TestStore.on(source);
    Path tools = WrappedTools.in(folder.resolve("tools")).folder();
    try (WebhookReceiver receiver = new WebhookReceiver();
        TestDaemon daemon = TestDaemon.start(folder.resolve("data"), store, tools)) {
      scene(daemon, receiver);

      receiver.fail();
      assertThat(daemon.run("bad").status()).isEqualTo(RunStatus.FAILED);
      eventually(() -> message(daemon).attempts() > 0);
      assertThat(message(daemon).lastError()).contains("500");

      receiver.hang();
      hurry(store);
      eventually(() -> receiver.hanging() > 0);
      assertThat(daemon.run("good").status())
          .as("a backup while the receiver hangs")
          .isEqualTo(RunStatus.SUCCEEDED);

      daemon.stop();
      receiver.work();
      daemon.startAgain();
      eventually(() -> hurry(store) && message(daemon).status() == MessageStatus.SENT);
      assertThat(receiver.taken("run/bad/dead")).containsExactly("problem");

      correct(daemon);
      assertThat(daemon.run("bad").status()).isEqualTo(RunStatus.SUCCEEDED);
      eventually(() -> receiver.taken("run/bad/dead").size() > 1);
      assertThat(receiver.taken("run/bad/dead")).containsExactly("problem", "recovered");
    }
  }

  private void scene(TestDaemon daemon, WebhookReceiver receiver) {
    daemon.rows().server("shop", source);
    daemon.rows().server("dead", source);
    edit(daemon, ConfigKind.SERVER, "dead", Map.of("port", "1"));
    daemon.rows().local("disk", folder.resolve("disk"));
    daemon.rows().schedule("good", "shop", "notified");
    daemon.rows().schedule("bad", "dead", "notified", "max_attempts", "1");
    daemon.rows().rule("good", "disk");
    daemon.rows().rule("bad", "disk");
    String settings =
        "{\"url\": \"%s\", \"private_addresses\": \"true\"}".formatted(receiver.url());
    add(daemon, ConfigKind.CHANNEL, Map.of("name", "ops", "type", "webhook", "settings", settings));
    add(
        daemon,
        ConfigKind.NOTIFICATION_RULE,
        Map.of("name", "runs", "channels", "ops", "events", "failed,recovered"));
  }

  private void correct(TestDaemon daemon) {
    edit(daemon, ConfigKind.SERVER, "dead", Map.of("port", "" + source.port()));
  }

  private static void add(TestDaemon daemon, ConfigKind kind, Map<String, String> fields) {
    daemon.platform().editor().add(kind, new RowChanges(fields, Map.of()), ACTOR);
  }

  private static void edit(
      TestDaemon daemon, ConfigKind kind, String key, Map<String, String> fields) {
    daemon
        .platform()
        .editor()
        .edit(kind, key, OptionalLong.empty(), new RowChanges(fields, Map.of()), ACTOR);
  }

  private static Message message(TestDaemon daemon) {
    List<Message> all =
        NotifyWiring.history(daemon.platform()).messages(MessageFilter.latest(100)).stream()
            .filter(message -> message.notice().key().equals("run/bad/dead"))
            .toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** The pause between attempts is over: nobody is to wait half a minute for a test. */
  private static boolean hurry(TestStore store) throws Exception {
    try (Connection connection = store.server().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + store.database());
      statement.execute("UPDATE notification_channel SET not_before = NULL");
      statement.execute(
          "UPDATE notification_message SET not_before = created_at WHERE status = 'pending'");
    }
    return true;
  }

  private static void eventually(Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .ignoreExceptionsMatching(AssertionError.class::isInstance)
        .until(condition);
  }
}
