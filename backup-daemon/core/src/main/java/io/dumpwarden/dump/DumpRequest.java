package io.dumpwarden.dump;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerFacts;
import java.nio.file.Path;
import java.util.List;

/**
 * One file to dump: a database, or several in one snapshot.
 *
 * @param inventories what each database held when its dump began; at least one
 * @param what what of them goes into the dump, and how
 * @param temporaryFolder an existing folder, for the short life of the credentials file
 */
public record DumpRequest(
    Login login,
    ServerFacts server,
    List<Inventory> inventories,
    What what,
    How how,
    Path temporaryFolder) {

  /**
   * What goes into a dump.
   *
   * @param broken views that the dump would fail on; left out
   * @param routines whether routines can be; false where the tool would fail on some
   * @param options what the tool is told beyond its standards; those it does not know are dropped
   *     with a warning
   */
  public record What(
      DumpContents contents, List<BrokenView> broken, boolean routines, DumpOptionSet options) {

    /** Everything, in the standard way. */
    public static final What ALL = new What(DumpContents.ALL, List.of(), DumpOptionSet.NONE);

    /** With routines. */
    public What(DumpContents contents, List<BrokenView> broken, DumpOptionSet options) {
      this(contents, broken, true, options);
    }

    public What {
      broken = List.copyOf(broken);
    }
  }

  /**
   * How it is made, where an engine has the choice; dump programs have none.
   *
   * @param compression of the frames; those of a dump that is read as a stream are not compressed
   * @param connections that may read at a time; at least one
   */
  public record How(Compression compression, int connections, DumpManners manners) {

    /** Not compressed, over one connection. */
    public static final How STANDARD =
        new How(new Compression(Compression.Algorithm.NONE, 0), 1, DumpManners.STANDARD);
  }

  /** In the standard way. */
  public DumpRequest(
      Login login,
      ServerFacts server,
      List<Inventory> inventories,
      What what,
      Path temporaryFolder) {
    this(login, server, inventories, what, How.STANDARD, temporaryFolder);
  }

  public DumpRequest {
    inventories = List.copyOf(inventories);
  }

  /** The whole of one database, in the standard way. */
  public static DumpRequest whole(
      Login login, ServerFacts server, Inventory inventory, Path temporaryFolder) {
    return new DumpRequest(login, server, List.of(inventory), What.ALL, temporaryFolder);
  }

  public List<String> databases() {
    return inventories.stream().map(Inventory::database).toList();
  }
}
