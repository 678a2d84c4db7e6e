package org.phusong.geodata.claim;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access technologies, fixed and mobile. {@link #FWA} and {@link #NR} are families: a condition that names one matches its members too.
 *
 * <p>FCC codes are those of the <em>Specifications for Data Downloads from the National Broadband Map</em>, FCC, 2025-03-18.
 */
public enum Technology {
    /** Fibre to the home or premises. */
    FTTH(Network.FIXED, null, 50),
    /** Hybrid fibre-coaxial cable. */
    HFC(Network.FIXED, null, 40),
    /** Digital subscriber line on copper. */
    DSL(Network.FIXED, null, 10),
    /** Fixed wireless access, spectrum not told. */
    FWA(Network.FIXED, null, null),
    /** Fixed wireless access in licensed spectrum. */
    FWA_LICENSED(Network.FIXED, FWA, 71),
    /** Fixed wireless access in unlicensed spectrum. */
    FWA_UNLICENSED(Network.FIXED, FWA, 70),
    /** Fixed wireless access, licensed by rule. */
    FWA_LBR(Network.FIXED, FWA, 72),
    /** Geostationary satellite. */
    SAT_GSO(Network.FIXED, null, 60),
    /** Non-geostationary satellite. */
    SAT_NGSO(Network.FIXED, null, 61),
    /** 2G. */
    GSM(Network.MOBILE, null, null),
    /** 3G. */
    UMTS(Network.MOBILE, null, 300),
    /** 4G. */
    LTE(Network.MOBILE, null, 400),
    /** 5G, architecture not told. */
    NR(Network.MOBILE, null, 500),
    /** 5G anchored on LTE. */
    NR_NSA(Network.MOBILE, NR, null),
    /** 5G standalone. */
    NR_SA(Network.MOBILE, NR, null),
    /** Anything else. */
    OTHER(Network.FIXED, null, 0);

    private enum Network {
        FIXED,
        MOBILE
    }

    private final Network network;
    private final @Nullable Technology family;
    private final @Nullable Integer fccCode;

    Technology(Network network, @Nullable Technology family, @Nullable Integer fccCode) {
        this.network = network;
        this.family = family;
        this.fccCode = fccCode;
    }

    /** True for GSM, UMTS, LTE and the NR family; environments apply to these only. */
    public boolean isMobile() {
        return network == Network.MOBILE;
    }

    /** True when a claim of technology {@code claimed} meets a condition that names this one. */
    public boolean matches(Technology claimed) {
        return this == claimed || this == claimed.family;
    }

    /** The technology of that exact name; empty for any other text. */
    public static Optional<Technology> findByName(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }

    /** The technology of an FCC Broadband Data Collection code; empty for an unknown code. */
    public static Optional<Technology> findByFccCode(int code) {
        return Arrays.stream(values())
                .filter(t -> t.fccCode != null && t.fccCode == code)
                .findFirst();
    }
}
