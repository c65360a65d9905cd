package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.form.RowOption.Form;
import java.util.List;

/** The options of a server. */
public final class ServerForm {

  public static final RowForm FORM =
      new RowForm(
          ConfigKind.SERVER,
          "server",
          "servers",
          List.of(
              RowOption.key("name", "The server's name."),
              RowOption.text("flavor", "--flavor", "mariadb|mysql", "What it runs."),
              RowOption.text("host", "--host", "HOST", "Name or address."),
              RowOption.integer("port", "--port", "Port; 3306 where not given."),
              RowOption.text(
                  "username", "--user", "USER", "Account that dumps; needs no write rights."),
              RowOption.secret("password", "--password", "Its password."),
              RowOption.text(
                  "restore_username",
                  "--restore-user",
                  "USER",
                  "Account for restores; '' for none."),
              RowOption.secret(
                  "restore_password", "--restore-password", "The restore account's password."),
              RowOption.text(
                  "tls_mode",
                  "--tls-mode",
                  "MODE",
                  "disabled, preferred, required, verify-ca or verify-identity; preferred where not given."),
              RowOption.path("tls_ca_file", "--tls-ca-file", "PEM file with the CAs to trust."),
              new RowOption(
                  Form.LABELS,
                  "labels",
                  "--label",
                  "KEY=VALUE",
                  "A label that schedules select by; repeatable. On edit all labels are replaced."),
              RowOption.integer(
                  "max_concurrent_runs",
                  "--max-concurrent-runs",
                  "Runs that may read it at a time."),
              RowOption.text(
                  "dump_options",
                  "--dump-options",
                  "LIST",
                  "What the dump tool is told, as name=value, over the fleet's."),
              RowOption.enabled("Back it up."),
              RowOption.toggle(
                  "protected",
                  "--protected",
                  "--no-protected",
                  "Restores into it need its name typed.")));

  private ServerForm() {}
}
