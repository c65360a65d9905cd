package io.dumpwarden.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  /** Made by the reference program: echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1. */
  private static final Secret FOREIGN =
      Secret.of(
          "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
              + "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");

  private final Passwords passwords = new Passwords();

  @Test
  void aHashSaysHowItWasMadeAndFitsItsPasswordAlone() {
    Secret hash = passwords.hash(Secret.of("correct horse"));

    assertThat(hash.reveal()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(255);
    assertThat(passwords.matches(Secret.of("correct horse"), hash)).isTrue();
    assertThat(passwords.matches(Secret.of("correct horsf"), hash)).isFalse();
    assertThat(passwords.hash(Secret.of("correct horse"))).isNotEqualTo(hash);
    assertThat(passwords.isWeak(hash)).isFalse();
  }

  @Test
  void hashesOfOtherStrengthAreReadAndToBeMadeAnew() {
    assertThat(passwords.matches(Secret.of("password"), FOREIGN)).isTrue();
    assertThat(passwords.matches(Secret.of("passwore"), FOREIGN)).isFalse();
    assertThat(passwords.isWeak(FOREIGN)).isTrue();
  }

  @Test
  void theSameLettersAreTheSamePassword() {
    Secret hash = passwords.hash(Secret.of("z\u00fcrich-z\u00fcrich"));

    assertThat(passwords.matches(Secret.of("zu\u0308rich-zu\u0308rich"), hash)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$v=19$m=19456,t=2,p=1$",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void whatIsNoHashOfOursIsNobodysPassword(String hash) {
    assertThat(passwords.matches(Secret.of("password"), Secret.of(hash))).isFalse();
  }

  @Test
  void tooManyAtOnceAreTurnedAway() throws Exception {
    Secret hash = passwords.hash(Secret.of("correct horse"));
    ExecutorService threads = Executors.newFixedThreadPool(60);
    CountDownLatch together = new CountDownLatch(60);
    List<Future<ErrorCode>> all =
        IntStream.range(0, 60).mapToObj(i -> threads.submit(() -> ask(together, hash))).toList();
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    int turnedAway = 0;
    for (Future<ErrorCode> each : all) {
      turnedAway += each.get() == ErrorCode.BUSY ? 1 : 0;
    }
    assertThat(turnedAway).isBetween(1, 58);
    assertThat(passwords.matches(Secret.of("correct horse"), hash)).isTrue();
  }

  /** BUSY where it was turned away; NOT_FOUND, which nothing here says, where it was let in. */
  private ErrorCode ask(CountDownLatch together, Secret hash) throws InterruptedException {
    together.countDown();
    together.await();
    try {
      return passwords.matches(Secret.of("correct horse"), hash)
          ? ErrorCode.NOT_FOUND
          : ErrorCode.INTERNAL;
    } catch (DumpwardenException e) {
      return e.code();
    }
  }
}
