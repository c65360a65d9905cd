package io.dumpwarden.access;

import static io.dumpwarden.access.AccessScene.HOME;
import static io.dumpwarden.access.AccessScene.PASSWORD;
import static io.dumpwarden.access.AccessScene.ROOT;
import static io.dumpwarden.access.AccessScene.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.access.Logins.Result.Blocked;
import io.dumpwarden.access.Logins.Result.Refused;
import io.dumpwarden.access.Logins.Result.Welcome;
import io.dumpwarden.access.UserEditor.UserChanges;
import io.dumpwarden.access.Users.Credentials;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.storage.Secret;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class LoginsTest {

  private final AccessScene scene;

  LoginsTest(TestEngine engine) {
    this.scene = new AccessScene(engine);
  }

  @BeforeEach
  void given() {
    scene.add("ada", Role.OPERATOR);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aSessionServesOnEveryNodeUntilItIsLeft() {
    Secret cookie = scene.in("ada");
    SessionKeeper otherNode =
        new SessionKeeper(AccessScene.on(scene.database.store()).sessions(), scene.clock);

    Sessions.Open open = otherNode.find(cookie).orElseThrow();

    assertThat(open.user().name()).isEqualTo("ada");
    assertThat(open.user().lastLoginAt()).isEqualTo(scene.clock.instant());
    assertThat(open.session().address()).isEqualTo("192.0.2.7");
    assertThat(scene.sessions.find(Secret.of(cookie.reveal() + "x"))).isEmpty();
    scene.logins.logout("ada", open.session().id(), HOME.as("ada"));
    assertThat(otherNode.find(cookie)).isEmpty();
    assertThat(scene.audited(2)).containsExactly("logout ada", "login ada");
    assertThat(scene.store.audit().latest(1).get(0).actor())
        .isEqualTo(new Actor("ada", "ui", "192.0.2.7"));
  }

  @Test
  void theStoreHoldsNothingThatOpensASession() {
    Secret cookie = scene.in("ada");

    assertThat(scene.store.sessions().ofDigest(cookie.reveal())).isEmpty();
    assertThat(SessionKeeper.formToken(cookie))
        .hasSize(64)
        .isNotEqualTo(OpaqueToken.digest(cookie))
        .isNotEqualTo(SessionKeeper.formToken(scene.in("ada")));
  }

  @Test
  void aSessionThatIsUsedIsWrittenSeldomAndEndsAtItsLimit() {
    Secret cookie = scene.in("ada");
    var begun = scene.clock.instant();
    scene.clock.pass(Duration.ofMinutes(4));
    scene.sessions.find(cookie);
    assertThat(scene.sessions.find(cookie).orElseThrow().session().lastSeenAt()).isEqualTo(begun);
    for (int hour = 0; hour < 23; hour++) {
      scene.clock.pass(Duration.ofHours(1));
      assertThat(scene.sessions.find(cookie)).as("hour " + hour).isPresent();
    }
    scene.clock.pass(Duration.ofHours(1));
    assertThat(scene.sessions.find(cookie)).isEmpty();
  }

  @Test
  void aSessionThatNobodyUsesEndsAndIsForgotten() {
    Secret cookie = scene.in("ada");
    scene.clock.pass(SessionKeeper.IDLE_LIMIT.minusSeconds(1));
    assertThat(scene.sessions.prune()).isZero();
    scene.clock.pass(Duration.ofSeconds(1));

    assertThat(scene.sessions.find(cookie)).isEmpty();
    assertThat(scene.sessions.of(scene.users.get("ada").id())).isEmpty();
    assertThat(scene.sessions.prune()).isEqualTo(1);
  }

  @Test
  void whoFailsLearnsNothing() {
    scene.add("off", Role.OPERATOR);
    scene.users.edit("off", OptionalLong.empty(), new UserChanges("viewer", false), ROOT);

    assertThat(scene.login("ada", WRONG)).isEqualTo(new Refused());
    assertThat(scene.login("off", PASSWORD)).isEqualTo(new Refused());
    assertThat(scene.login("nobody", PASSWORD)).isEqualTo(new Refused());
    assertThat(scene.login("", Secret.of(""))).isEqualTo(new Refused());
    assertThat(scene.login("ada", Secret.of("x".repeat(100_000)))).isEqualTo(new Refused());
    assertThat(scene.audited(5))
        .containsExactly(
            "login-failed ada",
            "login-failed [unknown]",
            "login-failed [unknown]",
            "login-failed off",
            "login-failed ada");
  }

  @Test
  void lookingWhetherASessionIsOpenDoesNotKeepItAlive() {
    Secret cookie = scene.in("ada");
    Instant seen = scene.sessions.stillOpen(cookie).orElseThrow().session().lastSeenAt();
    scene.clock.pass(SessionKeeper.SEEN_STEP.multipliedBy(2));

    scene.sessions.stillOpen(cookie);

    assertThat(scene.sessions.stillOpen(cookie).orElseThrow().session().lastSeenAt())
        .isEqualTo(seen);
    scene.sessions.find(cookie);
    assertThat(scene.sessions.stillOpen(cookie).orElseThrow().session().lastSeenAt())
        .isEqualTo(scene.clock.instant());
  }

  @Test
  void whoIsResetBetweenProofAndSessionGetsNone() {
    Logins late = late(() -> scene.users.reset("ada", ROOT));

    assertThat(late.login("ada", PASSWORD, HOME)).isEqualTo(new Refused());

    User ada = scene.users.get("ada");
    assertThat(scene.sessions.of(ada.id())).isEmpty();
    assertThat(scene.audited(2)).containsExactly("login-failed ada", "reset-password ada");
  }

  @Test
  void whoIsDisabledBetweenProofAndSessionGetsNone() {
    UserChanges disabled = new UserChanges(null, false);
    Logins late = late(() -> scene.users.edit("ada", OptionalLong.empty(), disabled, ROOT));

    assertThat(late.login("ada", PASSWORD, HOME)).isEqualTo(new Refused());

    assertThat(scene.store.sessions().ofUser(scene.users.get("ada").id())).isEmpty();
  }

  @Test
  void whoIsResetWhileChangingTheirPasswordKeepsTheReset() {
    AtomicReference<Secret> made = new AtomicReference<>();
    Logins late = late(() -> made.set(scene.users.reset("ada", ROOT)));
    OwnPassword own = new OwnPassword(late, scene.users, scene.store, scene.clock);

    Result changed = own.change("ada", PASSWORD, Secret.of("another-horse"), HOME);

    assertThat(changed).isEqualTo(new Refused());
    assertThat(scene.login("ada", Secret.of("another-horse"))).isEqualTo(new Refused());
    assertThat(scene.login("ada", made.get())).isInstanceOf(Welcome.class);
  }

  @Test
  void anotherNodesStrongerFormOfThePasswordIsNoReset() {
    Credentials known = scene.store.users().credentials("ada").orElseThrow();
    Secret again = AccessScene.PASSWORDS.hash(PASSWORD);
    Logins late =
        late(() -> scene.store.users().strengthen(known.user().id(), known.passwordHash(), again));

    assertThat(late.login("ada", PASSWORD, HOME)).isInstanceOf(Welcome.class);
  }

  /** Logins that see the password as it was right before something happens. */
  private Logins late(Runnable happens) {
    AtomicBoolean happened = new AtomicBoolean();
    Users real = scene.store.users();
    Users users =
        (Users)
            Proxy.newProxyInstance(
                Users.class.getClassLoader(),
                new Class<?>[] {Users.class},
                (proxy, method, given) -> {
                  Object answer = method.invoke(real, given);
                  if (method.getName().equals("credentials") && !happened.getAndSet(true)) {
                    happens.run();
                  }
                  return answer;
                });
    AccessStore store =
        new AccessStore(
            users,
            scene.store.sessions(),
            scene.store.tokens(),
            scene.store.failures(),
            scene.store.audit());
    return new Logins(store, AccessScene.PASSWORDS, scene.clock);
  }

  @Test
  void whomNobodyHadTimeForGuessedNothing() {
    Logins busy = new Logins(scene.store, new Passwords(0), scene.clock);

    for (int i = 0; i < 25; i++) {
      assertThatThrownBy(() -> busy.login("ada", PASSWORD, HOME))
          .isInstanceOfSatisfying(
              DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
    }

    assertThat(scene.login("ada", PASSWORD)).isInstanceOf(Welcome.class);
  }

  @Test
  void eachFailureCostsALongerPauseUpToTheLockOut() {
    for (int free = 0; free < 4; free++) {
      assertThat(scene.login("ada", WRONG)).isEqualTo(new Refused());
    }
    for (int pause : List.of(2, 8, 32, 128, 512, 900)) {
      assertThat(scene.login("ada", WRONG)).as("before " + pause).isEqualTo(new Refused());
      assertThat(scene.login("ada", PASSWORD)).isInstanceOf(Blocked.class);
      scene.clock.pass(Duration.ofSeconds(pause).minusMillis(1));
      assertThat(scene.login("ada", PASSWORD)).as("within " + pause).isInstanceOf(Blocked.class);
      scene.clock.pass(Duration.ofMillis(1));
    }
    assertThat(scene.audited(2)).containsExactly("lock-out ada", "login-failed ada");
    assertThat(scene.login("ada", PASSWORD)).isInstanceOf(Welcome.class);
    assertThat(scene.login("ada", WRONG)).isEqualTo(new Refused());
    assertThat(scene.login("ada", PASSWORD)).as("counted anew").isInstanceOf(Welcome.class);
  }

  @Test
  void namesThatNobodyHasAreSlowedDownAlike() {
    Set<Class<?>> known = kinds("ada");
    assertThat(kinds("nobody")).isEqualTo(known).hasSize(2);
  }

  private Set<Class<?>> kinds(String name) {
    return IntStream.range(0, 8)
        .mapToObj(i -> scene.logins.login(name, WRONG, new Visitor("ui", "10.0.0." + i, "")))
        .map(Result::getClass)
        .collect(Collectors.toSet());
  }

  @Test
  void anAddressThatTriesManyNamesIsSlowedDownWhateverTheNames() {
    for (int i = 0; i < 21; i++) {
      assertThat(scene.login("guess" + i, WRONG)).isEqualTo(new Refused());
    }
    assertThat(scene.login("ada", PASSWORD)).isInstanceOf(Blocked.class);
    assertThat(scene.logins.login("ada", PASSWORD, new Visitor("ui", "192.0.2.8", "")))
        .isInstanceOf(Welcome.class);
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOne() {
    for (int i = 0; i < 21; i++) {
      scene.logins.login("guess" + i, WRONG, new Visitor("ui", "2001:db8::" + i, ""));
    }
    assertThat(scene.logins.login("ada", PASSWORD, new Visitor("ui", "2001:db8::abcd", "")))
        .isInstanceOf(Blocked.class);
    assertThat(scene.logins.login("ada", PASSWORD, new Visitor("ui", "2001:db8:0:1::1", "")))
        .isInstanceOf(Welcome.class);
  }

  @Test
  void aResetEndsLockOutAndSessions() {
    Secret cookie = scene.in("ada");
    for (int i = 0; i < 6; i++) {
      scene.login("ada", WRONG);
    }
    assertThat(scene.users.lockedUntil(scene.users.list(null, 9))).containsKey("ada");

    Secret made = scene.users.reset("ada", ROOT);

    assertThat(scene.users.lockedUntil(scene.users.list(null, 9))).isEmpty();
    assertThat(scene.sessions.find(cookie)).isEmpty();
    assertThat(scene.login("ada", PASSWORD)).isEqualTo(new Refused());
    assertThat(((Welcome) scene.login("ada", made)).opened().user().mustChangePassword()).isTrue();
  }

  @Test
  void oldFailuresAreForgotten() {
    for (int i = 0; i < 5; i++) {
      scene.login("ada", WRONG);
    }
    scene.clock.pass(Duration.ofHours(25));
    scene.logins.prune();

    for (int i = 0; i < 4; i++) {
      assertThat(scene.login("ada", WRONG)).isEqualTo(new Refused());
    }
    assertThat(scene.login("ada", PASSWORD)).isInstanceOf(Welcome.class);
  }

  @Test
  void aPasswordOfOlderStrengthIsMadeStrongerAtTheLogin() {
    // "password", as another program hashed it
    scene.database.sql(
        "UPDATE user SET password_hash ="
            + " '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
            + "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'");

    assertThat(scene.login("ada", Secret.of("password"))).isInstanceOf(Welcome.class);

    Secret now = scene.store.users().credentials("ada").orElseThrow().passwordHash();
    assertThat(AccessScene.PASSWORDS.isWeak(now)).isFalse();
    assertThat(scene.login("ada", Secret.of("password"))).isInstanceOf(Welcome.class);
  }
}
