package io.dumpwarden.notify;

import static io.dumpwarden.config.SampleRows.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private final Looks looks =
      new Looks()
          .rows(
              channel("ops"), channel("off", "enabled", "false"), channel("bad", "settings", "{}"));
  private final List<String> recorded = new ArrayList<>();

  @Test
  void whatIsTakenIsSentAndWhatIsNotIsTriedAgain() {
    assertThat(make("ops", 0, (c, s, n) -> {})).isZero();
    assertThat(make("ops", 0, failing(true, null))).isEqualTo(Duration.ofSeconds(30));
    assertThat(make("ops", 3, failing(true, Duration.ofMinutes(20))))
        .isEqualTo(Duration.ofMinutes(20));
    assertThat(make("ops", 0, failing(false, null))).isZero();
    assertThat(recorded)
        .containsExactly("SENT null", "retry it said no", "retry it said no", "FAILED it said no");
  }

  @Test
  void whatNobodyTakesForADayHasFailed() {
    looks.after(Duration.ofHours(24).minusSeconds(20));
    make("ops", 0, failing(true, null));
    looks.after(Duration.ofHours(1));
    make("ops", 0, (c, s, n) -> {});
    assertThat(recorded).containsExactly("FAILED it said no", "FAILED it waited too long");
  }

  @Test
  void aChannelThatIsNotThereIsToldApart() {
    make("off", 0, (c, s, n) -> {});
    make("gone", 0, (c, s, n) -> {});
    make("bad", 0, (c, s, n) -> {});
    assertThat(recorded)
        .containsExactly(
            "DROPPED the channel is disabled",
            "DROPPED the channel was removed",
            "retry the channel's row is wrong");
  }

  @Test
  void nobodyWaitsForOneThatHangs() throws Exception {
    CountDownLatch freed = new CountDownLatch(1);
    Sender deaf = (c, s, n) -> Awaitility.await().forever().until(() -> freed.getCount() == 0);
    TimedOutlet outlet = new TimedOutlet(outlet(deaf), Duration.ofMillis(100));
    Channel ops = looks.config().channel("ops").orElseThrow();
    assertThatThrownBy(() -> outlet.send(ops, message("ops", 0).notice()))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining("did not answer");
    freed.countDown();
    Awaitility.await().until(() -> !outlet.hangs("ops"));
    outlet.stop();
  }

  private Duration make(String channel, int attempts, Sender sender) {
    Attempts made =
        new Attempts(
            new Recorder(),
            () -> Recipients.of(looks.config()),
            new TimedOutlet(outlet(sender), Duration.ofSeconds(20)),
            () -> looks.now);
    return made.make(message(channel, attempts), made.recipients());
  }

  private static Outlet outlet(Sender sender) {
    return new Outlet(
        sender, new SealedVault(MasterKey.generate(), List.of(), name -> "not a secret"));
  }

  private static Sender failing(boolean retryable, @Nullable Duration after) {
    return (channel, secret, notice) -> {
      throw new NotSentException("it said no", retryable, after);
    };
  }

  private static Message message(String channel, int attempts) {
    Notice notice =
        new Notice(
            Kind.PROBLEM,
            null,
            Severity.INFO,
            "k",
            "t",
            List.of(),
            About.NOTHING,
            Looks.MONDAY,
            null);
    return new Message(
        "id",
        channel,
        null,
        notice,
        MessageStatus.PENDING,
        Looks.MONDAY,
        Looks.MONDAY,
        Looks.MONDAY.plus(Duration.ofHours(24)),
        attempts,
        null,
        null);
  }

  private final class Recorder implements MessageQueue {
    @Override
    public List<String> due() {
      return List.of();
    }

    @Override
    public boolean takeTurn(String channel, String owner, Duration lease) {
      return true;
    }

    @Override
    public void leaveTurn(String channel, String owner, Duration rest) {}

    @Override
    public Optional<Message> next(String channel) {
      return Optional.empty();
    }

    @Override
    public void retry(String messageId, Duration after, String error) {
      recorded.add("retry " + error);
    }

    @Override
    public void end(
        String messageId, MessageStatus status, boolean attempted, @Nullable String error) {
      recorded.add(status + " " + error);
    }
  }
}
