package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.storage.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What holds for each type of channel. */
class SendersContractTest {

  private static final String MARK = "mark-of-the-secret";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private Level before = Level.INFO;

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.ALL);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    root.setLevel(before);
    assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(MARK));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsNotThereIsTriedAgain(ChannelType type) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    NotSentException e = refused(type, TestNetwork.plain(), port);

    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessageStartingWith("in.example.test cannot be connected to");
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatIsNoneIsTriedAgain(ChannelType type) {
    Network network =
        new Network(
            host -> {
              throw new UnknownHostException(host);
            },
            (socket, address, millis) -> {},
            TestNetwork.plain().tls(),
            TestNetwork.PATIENT);

    NotSentException e = refused(type, network, 1);

    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessage("in.example.test is a name that cannot be looked up");
  }

  @ParameterizedTest
  @EnumSource
  void whoeverHangsUpIsTriedAgain(ChannelType type) throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> hangUp(rude), "rude");
      thread.start();

      assertThat(refused(type, TestNetwork.plain(), rude.getLocalPort()).isRetryable()).isTrue();

      rude.close();
      thread.join();
    }
  }

  private static void hangUp(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
      } catch (java.io.IOException e) {
        // closed
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMissingInTheRowIsSaid(ChannelType type) {
    NotSentException e =
        catchThrowableOfType(
            NotSentException.class,
            () -> send(TestNetwork.plain(), Samples.channel(type, Map.of()), null));

    assertThat(e.isRetryable()).isTrue();
    assertThat(e).hasMessageStartingWith("the channel has no ");
  }

  private static NotSentException refused(ChannelType type, Network network, int port) {
    Secret secret =
        switch (type) {
          case EMAIL, WEBHOOK -> Secret.of(MARK);
          case SLACK, TEAMS, PING ->
              Secret.of("http://in.example.test:%d/%s".formatted(port, MARK));
        };
    Channel channel =
        Samples.here(
            type,
            switch (type) {
              case EMAIL ->
                  Map.of(
                      "host", "in.example.test",
                      "port", String.valueOf(port),
                      "username", "dw",
                      "from", "a@example.test",
                      "to", "b@example.test");
              case WEBHOOK -> Map.of("url", "http://in.example.test:%d/%s".formatted(port, MARK));
              case SLACK, TEAMS, PING -> Map.of();
            });
    NotSentException e =
        catchThrowableOfType(NotSentException.class, () -> send(network, channel, secret));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(MARK);
    return e;
  }

  private static void send(Network network, Channel channel, @Nullable Secret secret)
      throws NotSentException {
    new Senders(network, InstantSource.system()).send(channel, secret, Samples.problem());
  }
}
