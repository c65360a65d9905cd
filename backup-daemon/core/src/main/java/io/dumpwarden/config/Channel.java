package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to tell somebody.
 *
 * @param id the row's id
 * @param settings by type. email: {@code host}, {@code port}, {@code tls} (starttls, tls, none),
 *     {@code username}, {@code from}, {@code to} (addresses, separated by commas). webhook: {@code
 *     body} (a template), {@code content_type}, {@code method}. ping: {@code on} (run: at each
 *     run's start and end; or an interval such as 5m: while the fleet is safe). All that speak
 *     HTTP: {@code private_addresses} (true where the target may be one)
 * @param secret email: the password. slack, teams, ping: the whole URL, which is what lets one in.
 *     webhook: the key of the signature; its {@code url} is a setting
 */
public record Channel(
    String id,
    String name,
    ChannelType type,
    Map<String, String> settings,
    @Nullable StoredSecret secret,
    boolean enabled) {

  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }
}
