package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.storage.Secret;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingSenderTest {

  private static final String RID = "rid=" + Samples.RUN;

  private WebReceiver receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = WebReceiver.http();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PING_START, /ping/u, /ping/u/start?",
    "PING_SUCCESS, /ping/u, /ping/u?",
    "PING_FAIL, /ping/u, /ping/u/fail?",
    "PING_FAIL, /ping/u/, /ping/u/fail?",
    "PING_FAIL, /ping/u?create=1, /ping/u/fail?create=1&",
    "TEST, /ping/u, /ping/u?"
  })
  void theEndOfTheUrlSaysWhatIsMeant(Kind kind, String url, String target) throws Exception {
    send(kind, url);

    assertThat(receiver.got)
        .singleElement()
        .satisfies(
            got -> {
              assertThat(got.method()).isEqualTo("POST");
              assertThat(got.target()).isEqualTo(target + RID);
              assertThat(got.body())
                  .startsWith("the run failed\n\nThe server does not answer (SERVER_UNREACHABLE).");
            });
  }

  @Test
  void whatIsAnsweredWithOkAndIsNoneIsNoticed() {
    receiver.answers(200, "OK (not found)", Map.of());
    assertThatThrownBy(() -> send(Kind.PING_SUCCESS, "/ping/u"))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessage("hc.example.test knows no check of the channel's URL");

    receiver.answers(200, "OK (rate limited)", Map.of());
    assertThatThrownBy(() -> send(Kind.PING_SUCCESS, "/ping/u"))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue());
  }

  @Test
  void digestsAreNoPings() {
    assertThatThrownBy(() -> send(Kind.DIGEST, "/ping/u")).isInstanceOf(NotSentException.class);
    assertThat(receiver.got).isEmpty();
  }

  private void send(Kind kind, String path) throws NotSentException {
    new Senders(TestNetwork.plain(), InstantSource.system())
        .send(
            Samples.here(ChannelType.PING, Map.of("on", "run")),
            Secret.of(receiver.url("hc.example.test", path)),
            Samples.notice(kind, "the run failed"));
  }
}
