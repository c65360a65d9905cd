package io.dumpwarden.notify.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.notify.NotSentException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are connected to. */
class NetworkTest {

  private static final String PUBLIC = "8.8.4.4";

  private final List<InetSocketAddress> connected = new ArrayList<>();
  private final AtomicInteger lookUps = new AtomicInteger();
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
  @ValueSource(
      strings = {
        "127.0.0.1",
        "169.254.169.254",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "8.8.4.4 127.0.0.1",
        "10.0.0.1 8.8.4.4"
      })
  void aHostWithAnyPrivateAddressIsRefused(String addresses) {
    assertThatThrownBy(() -> send(false, addresses))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue())
        .hasMessageContaining("hooks.example.test is at a private address")
        .hasMessageContaining("private_addresses");
    assertThat(connected).isEmpty();
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void theAddressesOfNumbersAreJudgedToo() {
    for (String host : List.of("127.0.0.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]")) {
      Channel channel = webhook(false, "https://%s:%d/x".formatted(host, receiver.port()));
      Network network = Network.standard();

      assertThatThrownBy(
              () -> new Senders(network, InstantSource.system()).send(channel, null, notice()))
          .as(host)
          .isInstanceOfSatisfying(
              NotSentException.class, e -> assertThat(e.isRetryable()).isTrue());
    }
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void whatWasJudgedIsConnectedToHoweverTheNameChanges() {
    // the second look-up would lead here, if there was one
    assertThatThrownBy(() -> send(false, PUBLIC, "127.0.0.1")).isInstanceOf(NotSentException.class);

    assertThat(lookUps).hasValue(1);
    assertThat(connected).extracting(a -> a.getAddress().getHostAddress()).containsExactly(PUBLIC);
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void privateAddressesAreReachedWhereTheyAreAllowed() throws Exception {
    send(true, "127.0.0.1");

    assertThat(receiver.got).hasSize(1);
    assertThat(receiver.got.get(0).headers().getFirst("Host"))
        .isEqualTo("hooks.example.test:" + receiver.port());
  }

  @Test
  void theNextAddressIsTriedWhereOneRefuses() throws Exception {
    send(true, "127.0.0.77 127.0.0.1");

    assertThat(receiver.got).hasSize(1);
    assertThat(connected).hasSize(2);
  }

  @Test
  void aNameServerThatHangsIsNotWaitedForLong() {
    CountDownLatch never = new CountDownLatch(1);
    Network network =
        network(
            host -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              throw new UnknownHostException(host);
            },
            TestNetwork.HURRIED);

    assertThatThrownBy(
            () -> new Senders(network, InstantSource.system()).send(here(), null, notice()))
        .isInstanceOfSatisfying(NotSentException.class, e -> assertThat(e.isRetryable()).isTrue());
    never.countDown();
  }

  private static io.dumpwarden.notify.Notice notice() {
    return Samples.problem();
  }

  private Channel here() {
    return webhook(true, receiver.url("hooks.example.test", "/x"));
  }

  /** Answers the first look-up with the first, the second with the second. */
  private void send(boolean privateAddresses, String... answers) throws NotSentException {
    String url = receiver.url("hooks.example.test", "/x");
    Channel channel =
        webhook(privateAddresses, privateAddresses ? url : url.replace("http:", "https:"));
    Network network =
        network(
            host -> {
              String[] texts =
                  answers[Math.min(lookUps.getAndIncrement(), answers.length - 1)].split(" ");
              InetAddress[] found = new InetAddress[texts.length];
              for (int i = 0; i < texts.length; i++) {
                found[i] = InetAddress.getByName(texts[i]);
              }
              return found;
            },
            TestNetwork.PATIENT);
    new Senders(network, InstantSource.system()).send(channel, null, notice());
  }

  /** Nothing leaves this host: public addresses are only noted down. */
  private Network network(Network.Resolver resolver, Network.Limits limits) {
    return new Network(
        resolver,
        (socket, address, millis) -> {
          connected.add(address);
          if (!address.getAddress().isLoopbackAddress()) {
            throw new java.net.ConnectException("not from a test");
          }
          socket.connect(address, millis);
        },
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        limits);
  }

  private static Channel webhook(boolean privateAddresses, String url) {
    return Samples.channel(
        ChannelType.WEBHOOK,
        Map.of("url", url, "private_addresses", String.valueOf(privateAddresses)));
  }
}
