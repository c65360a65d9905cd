package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.form.RowOption.Form;
import java.util.List;

/** The options of a channel. */
public final class ChannelForm {

  public static final RowForm FORM =
      new RowForm(
          ConfigKind.CHANNEL,
          "channel",
          "channels",
          List.of(
              RowOption.key("name", "The channel's name."),
              new RowOption(
                  Form.FIXED, "type", "--type", "email|slack|teams|webhook|ping", "What it is."),
              RowOption.setting("host", "HOST", "email: the mail server."),
              RowOption.setting(
                  "port", "PORT", "email: its port; 587, or 465 for tls, where not given."),
              RowOption.setting(
                  "tls",
                  "starttls|tls|none",
                  "email: how it is spoken to; starttls where not given."),
              RowOption.setting("username", "USER", "email: the account, where it wants one."),
              RowOption.setting("from", "ADDRESS", "email: who it is from."),
              RowOption.setting("to", "LIST", "email: who gets it, with commas."),
              RowOption.setting("url", "URL", "webhook: who is called."),
              RowOption.setting(
                  "method", "POST|PUT", "webhook: how it is called; POST where not given."),
              RowOption.setting(
                  "content_type",
                  "TYPE",
                  "webhook: what the body is; application/json where not given."),
              RowOption.setting(
                  "body", "TEMPLATE", "webhook: the body; the whole notice where not given."),
              RowOption.setting(
                  "on",
                  "run|TIME",
                  "ping: at each run's start and end, or, as in 5m, while the fleet is safe; run where not given."),
              RowOption.toggle(
                  "settings.private_addresses",
                  "--private-addresses",
                  "--no-private-addresses",
                  "slack, teams, webhook, ping: the target may be on a private network."),
              RowOption.secret(
                  "secret",
                  "--secret",
                  "email: the password. slack, teams, ping: the URL. webhook: the key of the"
                      + " signature."),
              RowOption.enabled("Send through it.")));

  private ChannelForm() {}
}
