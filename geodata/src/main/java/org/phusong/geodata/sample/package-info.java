/**
 * The synthetic city: wards, households and coverage claims that look like a filing and belong to nobody.
 *
 * <p>{@link org.phusong.geodata.sample.SampleCity} makes up a whole city; {@link org.phusong.geodata.sample.SampleRegion} may also stand
 * on real wards. {@link org.phusong.geodata.sample.HouseholdStream} places households street by street along the Hilbert curve, and
 * {@link org.phusong.geodata.sample.FixedNetworks} and {@link org.phusong.geodata.sample.MobileNetworks} draw the areas that
 * {@link org.phusong.geodata.sample.SampleOperator four fictional operators} claim: noise on a pixel grid, cut at thresholds and traced
 * to polygons with holes.
 *
 * <p>Everything follows from one seed by hashing places ({@link org.phusong.geodata.sample.Noise}), never from a sequence of draws, and
 * uses correctly rounded or {@link java.lang.StrictMath} arithmetic only: the same seed gives the same bytes on any machine. Whatever is
 * generated is synthetic and must be labelled so wherever it is shown.
 */
@NullMarked
package org.phusong.geodata.sample;

import org.jspecify.annotations.NullMarked;
