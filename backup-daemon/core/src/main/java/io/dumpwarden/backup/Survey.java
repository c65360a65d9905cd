package io.dumpwarden.backup;

import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found on the server right before a dump.
 *
 * @param inventories one for each database
 * @param broken views that no dump tool gets past
 * @param position where the binary log stood; null where it is not known
 * @param users the script that makes the accounts again; null where none is wanted
 * @param warnings what the survey could not see
 */
record Survey(
    List<Inventory> inventories,
    List<BrokenView> broken,
    @Nullable BinlogPosition position,
    @Nullable String users,
    List<String> warnings) {

  Survey {
    inventories = List.copyOf(inventories);
    broken = List.copyOf(broken);
    warnings = List.copyOf(warnings);
  }
}
