/**
 * From the histogram to figures: ward shares, overlap, totals above and below the ward, targets. Plain arithmetic, no Spark.
 *
 * <p>Everything is integer arithmetic on thousandths until a share is written; shares are compared as exact decimals.
 */
@NullMarked
package org.phusong.jobs.assess;

import org.jspecify.annotations.NullMarked;
