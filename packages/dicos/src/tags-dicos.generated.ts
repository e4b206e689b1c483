// Generated from facts. Group 4010, the tags DICOM does not have, and the tags whose VR differs.
// The DICOS VR is the reference toolkit's (build of 2023-09-25), the DICOM VR and keyword are those of PS3.6.
// One row: tag, DICOS VR, DICOM VR ('-' when DICOM has no such tag), keyword, DICOS name when it is not the keyword.
export const DICOS_TAG_ROWS = `
00020004 CS - MetaDICOSVersion
00080012 DT DA InstanceCreationDate
00080118 CS UI MappingResourceUID Image Origin
00082108 CS - CoordinateSystem
00209156 DT US FrameAcquisitionNumber
00220155 FL - SignalToNoiseRatio
00280008 US IS NumberOfFrames
00281106 UL/SL - SmallestImagePixelValue32Bit
00281107 UL/SL - LargestImagePixelValue32Bit
00281120 UL/SL - PixelPaddingValue32bit
00281121 UL/SL - PixelPaddingRangeLimit32bit
00282106 UD/SD - SmallestImagePixelValue64Bit
00282107 UD/SD - LargestImagePixelValue64Bit
00282120 UD/SD - PixelPaddingValue64bit
00282121 UD/SD - PixelPaddingRangeLimit64bit
00283106 FL - SmallestImagePixelValue32BitFloat
00283107 FL - LargestImagePixelValue32BitFloat
00283120 FL - PixelPaddingValue32bitFloat
00283121 FL - PixelPaddingRangeLimit32bitFloat
00287FE0 UT UR PixelDataProviderURL
00600022 LT - BagDescription
00600026 FL - ReportedPixelSpacing
00604004 UL/SL - HistogramFirstBinValue
00604006 UL/SL - HistogramLastBinValue
00605004 UD/SD - HistogramFirstBinValue
00605006 UD/SD - HistogramLastBinValue
00606004 FL - HistogramFirstBinValue
00606006 FL - HistogramLastBinValue
00607006 US - MappedValueRepresentation
00607008 LO - SignalGenerationSoftwareVersions
00607010 CS - DynamicScreeningFlag
00607012 US - ClusterID
00607014 SS - BagRawPath
00607016 SS - BagImagePath
00607018 CS - FeedMode
00607020 CS - DataCollectionMode
00607022 SH - HoldMode
00607024 CS - OperationMode
00607026 SH - ShowMode
00607028 CS - TimeoutMode
00607030 US - OperatorTimeout
00607032 US - MachineTimeout
00607034 LO - PrinterName
00607036 SH - BarCodeType
00607038 LO - ScannerIPAndPort
04000564 CS LO SourceOfPreviousValues
33000308 LT - TypeOfETD
33000310 ST - ModeOfOperation
33000312 ST - SamplingMethod
33000314 ST - SampleTrapMedia
33000318 ST - SamplingWandPressure
33000320 LO - DetectionAlgorithms
33000322 ST - AlarmResponse
33000324 ST - ClearResponse
33000326 ST - ECodes
33000328 ST - IonizationSourceIMS
33000332 SL - PeakHeight
33000334 SL - PeakWidth
33000336 SL - PeakSlope
33000338 SL - PeakLocation
33000340 SL - PeakThreshold
33000342 SH - ModePolarity
33000344 ST - IonizationSourceMS
33000346 SH - MassSpectrumMS
33000348 SH - MassToChargeRatio
33000350 SH - PeakIntensityAtASpecificMass
33000352 SH - Spectrum
33000354 SL - WavenumberIRSpectroscopy
33000356 SL - LaserWavelength
33000358 SH - RamanSpectrum
33000360 LT - Electropherogram
40100001 CS CS LowEnergyDetectors
40100002 CS CS HighEnergyDetectors
40100003 SL - BinNumber
40100004 SQ SQ DetectorGeometrySequence
40100005 SL - LowerEnergy
40100006 SL - EnergyResolution
40100007 SL - HigherEnergy
40100012 CS - SDICDIDataType
40101001 SQ SQ ThreatROIVoxelSequence
40101004 FL FL ThreatROIBase
40101005 FL FL ThreatROIExtents
40101006 OB OB ThreatROIBitmap
40101007 SH SH RouteSegmentID
40101008 CS CS GantryType
40101009 CS CS OOIOwnerType
4010100A SQ SQ RouteSegmentSequence
40101010 US US PotentialThreatObjectID
40101011 SQ SQ ThreatSequence
40101012 CS CS ThreatCategory
40101013 LT LT ThreatCategoryDescription
40101014 CS CS ATDAbilityAssessment Ability Assessment
40101015 CS CS ATDAssessmentFlag Assessment Flag
40101016 FL FL ATDAssessmentProbability Assessment Probability
40101017 FL FL Mass Mass of PTO
40101018 FL FL Density Density of PTO
40101019 FL FL ZEffective
4010101A SH SH BoardingPassID
4010101B FL FL CenterOfMass
4010101C FL FL CenterOfPTO
4010101D FL FL BoundingPolygon
4010101E SH SH RouteSegmentStartLocationID
4010101F SH SH RouteSegmentEndLocationID
40101020 CS CS RouteSegmentLocationIDType
40101021 CS CS AbortReason
40101022 SS - OOIOwnerRiskScore
40101023 FL FL VolumeOfPTO
40101024 CS CS AbortFlag
40101025 DT DT RouteSegmentStartTime
40101026 DT DT RouteSegmentEndTime
40101027 CS CS TDRType
40101028 CS CS InternationalRouteSegment
40101029 LO LO ThreatDetectionAlgorithmAndVersion
4010102A SH SH AssignedLocation
4010102B DT DT AlarmDecisionTime
40101031 CS CS AlarmDecision
40101033 US US NumberOfTotalObjects
40101034 US US NumberOfAlarmObjects
40101037 SQ SQ PTORepresentationSequence PTO Presentation Sequence
40101038 SQ SQ ATDAssessmentSequence Assessment Sequence
40101039 CS CS TIPType
4010103A CS CS DICOSVersion
40101041 DT DT OOIOwnerCreationTime
40101042 CS CS OOIType
40101043 DS FL OOISize Size
40101044 CS CS AcquisitionStatus Series Acquisition Status
40101045 SQ SQ BasisMaterialsCodeSequence
40101046 CS CS PhantomType Test Article
40101047 SQ SQ OOIOwnerSequence
40101048 CS CS ScanType
40101051 LO LO ItineraryID
40101052 SH SH ItineraryIDType
40101053 LO LO ItineraryIDAssigningAuthority
40101054 SH SH RouteID Route Segment Sequence Route ID
40101055 SH SH RouteIDAssigningAuthority Route Segment Sequence Route ID Assigning Authority
40101056 CS CS InboundArrivalType
40101058 SH SH CarrierID
40101059 CS CS CarrierIDAssigningAuthority
40101060 FL FL SourceOrientation
40101061 FL FL SourcePosition
40101062 FL FL BeltHeight
40101064 SQ SQ AlgorithmRoutingCodeSequence Algorithm Routing Code
40101067 CS CS TransportClassification
40101068 LT LT OOITypeDescriptor
40101069 FL FL TotalProcessingTime
4010106C OB OB DetectorCalibrationData
4010106D CS CS AdditionalScreeningPerformed
4010106E CS CS AdditionalInspectionSelectionCriteria
4010106F SQ SQ AdditionalInspectionMethodSequence
40101070 CS CS AITDeviceType
40101071 SQ SQ QRMeasurementsSequence
40101072 SQ SQ TargetMaterialSequence
40101073 FD FD SNRThreshold Signal To Noise Ratio Threshold
40101075 FD DS ImageScaleRepresentation
40101076 SQ SQ ReferencedPTOSequence
40101077 SQ SQ ReferencedTDRInstanceSequence
40101078 ST ST PTOLocationDescription
40101079 SQ SQ AnomalyLocatorIndicatorSequence
4010107A FL FL AnomalyLocatorIndicator
4010107B SQ SQ PTORegionSequence
4010107C CS CS InspectionSelectionCriteria
4010107D SQ SQ SecondaryInspectionMethodSequence Secondary Inspection Method
4010107E DS DS PRCSToRCSOrientation PRCS To RCS Orientation Vectors
40101080 DT - StartTimeForAnalyzingPTO
40101081 DT - EndTimeForAnalyzingPTO
40101082 FL - TotalTimeForAnalyzingThreatItemPTOInMilliseconds
40101147 CS - BoundingBoxResolution
40101149 LT - AggregatedMethodForBoundingBox
40101247 CS - ROIResolution
40101249 LT - AggregatedMethodOfROIResolution
40102000 ST - ExternalReferencesMacro
40102041 ST - TIPLibraryName
40102043 DT - TIPLibraryDate
40102045 ST - TIPImageIdentifier
43000330 ST - Plasmagram
43000902 FL - EffectiveEnergy
43000904 CS - TypeOfG0
43000906 ST - MaskCharacteristics
43000908 FL - DistanceG0FromXRaySource
43000910 CS - TypeOfG1
43000912 FL - DistanceG1FromXRaySource
43000914 CS - TypeOfG2
43000916 FL - DistanceG2FromXRaySource
43000918 FL - G0AbsorptionPeriod
43000920 FL - G1PhasePeriod
43000922 FL - G2AnalyzerPeriod
43000924 FL - Visibility
43000926 FL - AbsorptionXRayDetectorSize
43000928 FL - AbsorptionReconstructionVoxelSize
43000930 FL - PhaseXRayDetectorSize
43000932 FL - PhaseReconstructionVoxelSize
43000934 FL - DarkImageXRayDetectorSize
43000936 FL - DarkImageReconstructionVoxelSize
43000938 CS - ReconstructionAlgorithmForPhaseImage
43000940 CS - ReconstructionAlgorithmForDarkImage
60000010 US - OverlayRows
60000011 US - OverlayColumns
60000022 LO - OverlayDescription
60000040 CS - OverlayType
60000045 LO - OverlaySubtype
60000050 SS - OverlayOrigin
60000100 US - OverlayBitsAllocated
60000102 US - OverlayBitPosition
60001301 IS - ROIArea
60001302 DS - ROIMean
60001303 DS - OverlayStandardDeviation
60001500 LO - OverlayLabel
60003000 OB - OverlayData
61000024 US - SeriesView
61000026 LO - SeriesViewDescription
61000028 US - NumberOfViewsInScan
61000030 US - SeriesEnergy
61000031 LO - SeriesEnergyDescription
61000032 US - NumberOfEnergiesInScan
61008000 FL - Rho
61008002 FL - ZeffAlternative
7FE00011 OL - PixelData32Bit
7FE00012 OD - PixelData64Bit
7FE00013 OF - PixelData32BitFloat
`;
