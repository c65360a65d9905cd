package io.dumpwarden.admin.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that backups are encrypted with. */
public record KeysPage(List<Row> keys) {

  /**
   * A key; nothing of it is secret.
   *
   * @param current whether new backups of its type are encrypted with it
   * @param recipients how many there are; 0 for a passphrase
   */
  public record Row(
      String name,
      String type,
      boolean current,
      int recipients,
      @Nullable String problem,
      Instant createdAt) {}

  /** The form of a new key. */
  public record FormPage(FormModel form, boolean generate) {}

  /**
   * What stands before a key's removal.
   *
   * @param refused why it was refused; null where nobody tried
   */
  public record RemovePage(Row key, List<Removal.Use> neededBy, @Nullable String refused) {}
}
