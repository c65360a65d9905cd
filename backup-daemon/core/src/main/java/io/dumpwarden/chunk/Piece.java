package io.dumpwarden.chunk;

/**
 * A range that waits to be cut or handed out.
 *
 * @param rows estimated
 * @param vain how often in a row a cut left nearly all of it in one half
 */
record Piece(KeyRange range, long rows, int vain) {

  /** As many outliers can surround the rows of a key, on both sides, at each of its places. */
  private static final int PATIENCE = 150;

  boolean worthCutting() {
    return vain < PATIENCE;
  }

  Piece uncuttable() {
    return new Piece(range, rows, PATIENCE);
  }

  /** One of its halves. */
  Piece half(KeyRange part, long partRows) {
    return new Piece(part, partRows, partRows > rows * 0.95 ? vain + 1 : 0);
  }

  /** With the piece that begins where this one ends. */
  Piece with(Piece next) {
    return new Piece(range.until(next.range().to()), rows + next.rows(), PATIENCE);
  }
}
