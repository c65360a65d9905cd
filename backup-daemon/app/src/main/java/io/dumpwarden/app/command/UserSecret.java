package io.dumpwarden.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.view.UserView;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A user who was just added or reset, as JSON shows it.
 *
 * @param password where one was made up: it is shown this once
 */
record UserSecret(
    @JsonUnwrapped UserView user,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password) {

  /**
   * @param done what was done, for people
   */
  static void print(
      PrintWriter out, boolean json, UserView user, @Nullable Secret password, String done) {
    if (json) {
      out.println(Json.of(new UserSecret(user, password == null ? null : password.reveal())));
    } else {
      out.println(done);
      if (password != null) {
        out.printf(
            "the password is %s: it is shown this once, and has to be changed at the first login%n",
            password.reveal());
      }
    }
    out.flush();
  }
}
