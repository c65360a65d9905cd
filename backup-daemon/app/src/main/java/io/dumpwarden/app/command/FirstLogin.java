package io.dumpwarden.app.command;

import io.dumpwarden.access.FirstAdmin;
import io.dumpwarden.storage.Secret;
import java.io.PrintWriter;

/** Tells the first admin's password, to the terminal alone: a log is kept, and sent elsewhere. */
final class FirstLogin {

  private FirstLogin() {}

  static void tell(PrintWriter out, Secret password) {
    out.printf(
        "The first user is %s with the password %s, which is shown this once: sign in and change"
            + " it. Should it be lost: `dumpwarden user reset %s`.%n",
        FirstAdmin.NAME, password.reveal(), FirstAdmin.NAME);
    out.flush();
  }
}
