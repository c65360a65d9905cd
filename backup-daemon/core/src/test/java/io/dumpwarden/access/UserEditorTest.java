package io.dumpwarden.access;

import static io.dumpwarden.access.AccessScene.HOME;
import static io.dumpwarden.access.AccessScene.PASSWORD;
import static io.dumpwarden.access.AccessScene.ROOT;
import static io.dumpwarden.access.AccessScene.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Logins.Result.Refused;
import io.dumpwarden.access.Logins.Result.Welcome;
import io.dumpwarden.access.UserEditor.NewUser;
import io.dumpwarden.access.UserEditor.UserChanges;
import io.dumpwarden.config.Problem;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.storage.Secret;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class UserEditorTest {

  private static final UserChanges DISABLED = new UserChanges(null, false);

  private final AccessScene scene;

  UserEditorTest(TestEngine engine) {
    this.scene = new AccessScene(engine);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    NewUser wrong = new NewUser("<b>", "boss", Secret.of("short"), false);

    assertThatThrownBy(() -> scene.users.add(wrong, ROOT))
        .isInstanceOfSatisfying(
            InvalidFieldsException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::field)
                    .containsExactly("name", "role", "password"))
        .hasMessageNotContaining("short");
    for (String guessed : List.of("password123", "ADA-LOVELACE", "x".repeat(257))) {
      NewUser weak = new NewUser("ada-lovelace", "viewer", Secret.of(guessed), false);
      assertThatThrownBy(() -> scene.users.add(weak, ROOT)).hasMessageContaining("password: ");
    }
    assertThat(scene.users.list(null, 9)).isEmpty();
  }

  @Test
  void aNameIsThereOnce() {
    scene.add("zo\u00eb", Role.VIEWER);

    fails(ErrorCode.ALREADY_EXISTS, () -> scene.add("zoe\u0308", Role.ADMIN));
    scene.add("ZO\u00cb", Role.VIEWER);
    assertThat(scene.users.list(null, 9)).hasSize(2);
    assertThat(scene.users.list("ZO\u00cb", 9)).extracting(User::name).containsExactly("zo\u00eb");
    fails(ErrorCode.NOT_FOUND, () -> scene.users.get("zoe"));
  }

  @Test
  void aChangeOfRoleOrStateEndsTheSessions() {
    scene.add("root", Role.ADMIN);
    scene.add("ada", Role.OPERATOR);
    Secret cookie = scene.in("ada");
    scene.users.edit("ada", OptionalLong.of(1), new UserChanges("operator", true), ROOT);
    assertThat(scene.sessions.find(cookie)).as("nothing changed").isPresent();

    User edited =
        scene.users.edit("ada", OptionalLong.of(2), new UserChanges("viewer", null), ROOT);

    assertThat(edited.role()).isEqualTo(Role.VIEWER);
    assertThat(scene.sessions.find(cookie)).isEmpty();
    fails(
        ErrorCode.CONFIG_CONFLICT,
        () -> scene.users.edit("ada", OptionalLong.of(2), DISABLED, ROOT));
    Secret again = scene.in("ada");
    scene.users.edit("ada", OptionalLong.empty(), DISABLED, ROOT);
    assertThat(scene.sessions.find(again)).isEmpty();
    AuditEntry entry = scene.store.audit().latest(1).get(0);
    assertThat(entry.before()).containsEntry("enabled", "true");
    assertThat(entry.after()).containsEntry("enabled", "false").containsEntry("role", "viewer");
  }

  @Test
  void aUserWhoIsDisabledByPlainSqlIsOutAtOnce() {
    scene.add("ada", Role.OPERATOR);
    Secret cookie = scene.in("ada");

    scene.database.sql("UPDATE user SET enabled = FALSE");

    assertThat(scene.sessions.find(cookie)).isEmpty();
  }

  @Test
  void anAdminWhoCanSignInIsAlwaysLeft() {
    scene.add("root", Role.ADMIN);
    scene.add("off", Role.ADMIN);
    scene.users.edit("off", OptionalLong.empty(), DISABLED, ROOT);

    fails(ErrorCode.CONFIG_CONFLICT, () -> scene.users.remove("root", ROOT));
    fails(ErrorCode.CONFIG_CONFLICT, () -> edit("root", DISABLED));
    fails(ErrorCode.CONFIG_CONFLICT, () -> edit("root", new UserChanges("operator", null)));
    edit("off", new UserChanges(null, true));
    scene.users.remove("root", ROOT);
    assertThat(scene.users.list(null, 9)).extracting(User::name).containsExactly("off");
  }

  @Test
  void twoNodesDoNotRemoveTheLastTwoAdminsAtOnce() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    for (int round = 0; round < 5; round++) {
      scene.database.sql("DELETE FROM user");
      scene.add("one", Role.ADMIN);
      scene.add("two", Role.ADMIN);
      List<Future<Boolean>> all = nodes.invokeAll(List.of(removing("one"), removing("two")));

      assertThat(List.of(all.get(0).get(), all.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    nodes.shutdown();
  }

  private Callable<Boolean> removing(String name) {
    return () -> {
      try {
        scene.users.remove(name, ROOT);
        return true;
      } catch (DumpwardenException e) {
        return false;
      }
    };
  }

  @Test
  void peopleChangeTheirOwnPasswordAndStayInHereAlone() {
    scene.add("ada", Role.VIEWER);
    OwnPassword own = new OwnPassword(scene.logins, scene.users, scene.store, scene.clock);
    Secret elsewhere = scene.in("ada");
    Secret wanted = Secret.of("battery-staple");

    assertThat(own.change("ada", WRONG, wanted, HOME)).isEqualTo(new Refused());
    assertThatThrownBy(() -> own.change("ada", PASSWORD, PASSWORD, HOME))
        .hasMessageContaining("newPassword");
    assertThatThrownBy(() -> own.change("ada", PASSWORD, Secret.of("ada"), HOME))
        .hasMessageContaining("newPassword");
    assertThat(scene.sessions.find(elsewhere)).isPresent();
    Welcome changed = (Welcome) own.change("ada", PASSWORD, wanted, HOME);

    assertThat(scene.sessions.find(elsewhere)).isEmpty();
    assertThat(scene.sessions.find(changed.opened().cookie())).isPresent();
    assertThat(scene.login("ada", PASSWORD)).isEqualTo(new Refused());
    assertThat(scene.login("ada", wanted)).isInstanceOf(Welcome.class);
    assertThat(scene.audited(3))
        .containsExactly("login ada", "login-failed ada", "change-password ada");
  }

  @Test
  void theFirstAdminIsMadeOnceWhateverNodesStart() {
    FirstAdmin first = new FirstAdmin(scene.store, AccessScene.PASSWORDS, scene.clock);

    Secret made = first.ensure(null).orElseThrow();

    assertThat(first.ensure(null)).isEmpty();
    assertThat(first.ensure(PASSWORD)).isEmpty();
    assertThat(scene.login("admin", PASSWORD)).isEqualTo(new Refused());
    assertThat(((Welcome) scene.login("admin", made)).opened().user().role()).isEqualTo(Role.ADMIN);
    assertThat(scene.store.audit().latest(9).stream().map(Object::toString))
        .noneMatch(entry -> entry.contains(made.reveal()));
  }

  @Test
  void ofTwoNodesThatStartOneTellsThePassword() throws Exception {
    FirstAdmin first = new FirstAdmin(scene.store, AccessScene.PASSWORDS, scene.clock);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    Callable<Boolean> start = () -> first.ensure(null).isPresent();

    List<Future<Boolean>> all = nodes.invokeAll(List.of(start, start));

    nodes.shutdown();
    assertThat(List.of(all.get(0).get(), all.get(1).get())).containsExactlyInAnyOrder(true, false);
    assertThat(scene.users.list(null, 9)).hasSize(1);
  }

  @Test
  void aGivenFirstPasswordIsNotTold() {
    FirstAdmin first = new FirstAdmin(scene.store, AccessScene.PASSWORDS, scene.clock);

    assertThat(first.ensure(PASSWORD)).isEmpty();

    assertThat(scene.login("admin", PASSWORD)).isInstanceOf(Welcome.class);
  }

  private void edit(String name, UserChanges changes) {
    scene.users.edit(name, OptionalLong.empty(), changes, ROOT);
  }

  private static void fails(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
