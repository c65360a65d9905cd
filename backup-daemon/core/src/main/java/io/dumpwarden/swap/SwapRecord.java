package io.dumpwarden.swap;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What the journal says of a replacement, besides its phase.
 *
 * @param definitions how many texts of definitions of the new data the journal holds
 */
record SwapRecord(
    UUID restoreId, String note, boolean logged, int definitions, List<SwappedUnit> units) {

  static SwapRecord of(SwapRequest request, SwapNames names) {
    List<SwapUnit> units = request.units();
    return new SwapRecord(
        request.restoreId(),
        request.note(),
        request.logged(),
        0,
        IntStream.range(0, units.size())
            .mapToObj(n -> SwappedUnit.of(units.get(n), names, n))
            .toList());
  }

  SwapRecord with(int texts, List<SwappedUnit> prepared) {
    return new SwapRecord(restoreId, note, logged, texts, prepared);
  }

  List<String> targets() {
    return units.stream().map(SwappedUnit::target).toList();
  }
}
