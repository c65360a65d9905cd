package io.dumpwarden.scan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collection;
import java.util.List;

/**
 * Who may read or change a database: accounts and roles with privileges on it, on some of its
 * tables or on everything. Who has a role is not followed up.
 *
 * @param count of all of them
 * @param names the first hundred, as the server writes them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Access(long count, List<String> names) {

  private static final int NAMES = 100;

  public Access {
    names = List.copyOf(names);
  }

  static Access of(Collection<String> all) {
    return new Access(all.size(), all.stream().sorted().limit(NAMES).toList());
  }
}
