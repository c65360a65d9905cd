package io.dumpwarden.scan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.dumpwarden.config.Flavor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server holds.
 *
 * @param databases in the server's order, without its own
 * @param accessRemedy the statement that lets the account see who has access; null where it may
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Holdings(
    Flavor flavor,
    String version,
    List<DatabaseHoldings> databases,
    @Nullable String accessRemedy) {

  public Holdings {
    databases = List.copyOf(databases);
  }
}
