package io.dumpwarden.access;

import io.dumpwarden.access.Logins.Checked;
import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.access.SessionKeeper.Opened;
import io.dumpwarden.access.Users.Credentials;
import io.dumpwarden.config.Problem;
import io.dumpwarden.storage.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How people change their own password. Safe for use by many threads. */
public final class OwnPassword {

  private final Logins logins;
  private final UserEditor editor;
  private final AccessStore store;
  private final SessionKeeper sessions;

  public OwnPassword(Logins logins, UserEditor editor, AccessStore store, InstantSource clock) {
    this.logins = logins;
    this.editor = editor;
    this.store = store;
    this.sessions = new SessionKeeper(store.sessions(), clock);
  }

  /**
   * Changes a password, ends all sessions of the user and begins a new one.
   *
   * @param current as it is; guessing here is slowed down as at the door
   * @return the new session, or why there is none
   * @throws InvalidFieldsException about {@code newPassword}
   * @throws io.dumpwarden.error.DumpwardenException {@code METADATA_UNAVAILABLE}, {@code BUSY}
   */
  public Result change(String name, Secret current, Secret wanted, Visitor visitor) {
    User user = editor.get(name);
    List<Problem> problems = new ArrayList<>(Rules.ofPassword("newPassword", name, wanted));
    if (problems.isEmpty() && wanted.equals(current)) {
      problems.add(new Problem("newPassword", "must be another one than before"));
    }
    UserEditor.requireNone("user " + name, problems);
    Checked checked = logins.check(user.name(), current, visitor);
    if (checked instanceof Checked.Not not) {
      return not.why();
    }
    Credentials proven = ((Checked.Right) checked).known();
    Secret hash = editor.hash(wanted);
    Opened opened = store.users().<@Nullable Opened>together(() -> replaced(proven, hash, visitor));
    if (opened == null) {
      logins.failed(user.name(), visitor);
      return new Result.Refused();
    }
    editor.forgive(user);
    return new Result.Welcome(opened);
  }

  /** Null where somebody else changed the password, or the user, meanwhile. */
  private @Nullable Opened replaced(Credentials proven, Secret hash, Visitor visitor) {
    User user = logins.still(proven);
    if (user == null) {
      return null;
    }
    editor.replacePassword(user, hash, false, "change-password", visitor.as(user.name()));
    return sessions.open(store.users().find(user.name()).orElseThrow(), visitor);
  }
}
