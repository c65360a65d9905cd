package io.dumpwarden.backup;

import io.dumpwarden.dump.DumpTool;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dump that was proven complete, not yet stored. */
record Dumped(
    List<Inventory> inventories,
    DumpPipeline.Totals totals,
    @Nullable BinlogPosition position,
    DumpTool tool,
    List<String> options,
    List<String> warnings) {}
