package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.Map;

/**
 * Reads a channel's row. Which settings there are, and what the secret is, depends on the type: see
 * {@link Channel}.
 */
public final class ChannelParser {

  private ChannelParser() {}

  /**
   * The row as a value.
   *
   * @throws InvalidConfigException with everything that is wrong; a setting's problem is told as
   *     {@code settings.host}
   */
  public static Channel parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    ChannelType type =
        fields
            .readRequired("type", text -> Fields.one(text, ChannelType.class, ChannelType::id))
            .orElse(ChannelType.EMAIL);
    Map<String, String> settings =
        fields
            .attempt("settings", () -> SettingTexts.read(fields.raw("settings").orElse("{}")))
            .orElse(Map.of());
    if (fields.problems().isEmpty()) {
      ChannelSettings.check(type, settings, fields.isSet("secret"))
          .forEach(problem -> fields.problem(problem.field(), problem.message()));
    }
    Channel channel =
        new Channel(
            row.id(),
            fields.name("name"),
            type,
            settings,
            fields.raw("secret").map(StoredSecret::new).orElse(null),
            fields.flag("enabled", true));
    fields.throwIfAny(row.ref());
    return channel;
  }
}
