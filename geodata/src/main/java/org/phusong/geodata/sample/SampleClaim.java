package org.phusong.geodata.sample;

import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.claim.ClaimClass;

/**
 * A made-up claim of coverage.
 *
 * @param attributes who claims what
 * @param area valid, WGS 84 longitude / latitude
 */
public record SampleClaim(ClaimClass attributes, Polygon area) {}
